import type { FastifyInstance } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { CorridorError } from '../errors.ts';
import { DisclosureCollector } from '../policy/disclosure-collector.ts';
import { type Leaving, statementsOf } from '../policy/pass-on/statements-of.ts';
import type { ViewerPolicy } from '../policy/viewer-policy.ts';
import type { Sql } from '../store/database.ts';
import { factsById } from '../store/fact-store.ts';
import { consignmentsAfter, factLinksOf } from '../store/leaving-facts.ts';
import { statedRows } from '../store/stated-rows.ts';
import { writeReceipt } from './answer-receipt.ts';
import { assertScope, type Caller } from './caller.ts';
import type { HubServices } from './hub-services.ts';

export const EXPORT_PATH = '/export/statements';

interface ExportQuery {
  Querystring: { after?: string; under?: string };
}

/** A page looks at so many facts, and gives all that may leave of their consignments. */
const FACTS_A_PAGE = 500;
const POSITION = /^\d{1,15}$/;

/**
 * What leaves for another hub (docs/passing-on.md): the statements of the consignments of which something became known, under the agreements
 * that name the operation export. Pages link to the next; the last is asked again until it links on. Under other agreements one begins anew.
 */
export function registerExport(app: FastifyInstance, services: HubServices): void {
  app.get<ExportQuery>(EXPORT_PATH, async ({ headers, query }, reply) => {
    const caller = await services.authenticate(headers.authorization, headers['client-cert']);
    assertScope(caller, 'graph:query');
    if (caller.viewer.sees !== 'OWN') {
      throw new CorridorError('FORBIDDEN', 'fix-credentials', 'statements leave for partners, under their agreements');
    }
    const limited = services.rateLimiter.refusalOf(caller);
    if (limited) throw limited;
    const now = new Date();
    const policy = services.agreements.policyFor(caller.viewer, 'export', now);
    const after = query.under === policy.digest && POSITION.test(query.after ?? '') ? Number(query.after) : 0;
    const { ids, upTo } = await consignmentsAfter(services.sql, after, FACTS_A_PAGE);
    const leaving = await leavingOf(services.sql, ids, policy);
    const refusal = await receiptOf(services, { caller, now, leaving });
    if (refusal) throw refusal;
    if (upTo > after) reply.header('link', `<${EXPORT_PATH}?after=${upTo}&under=${policy.digest}>; rel="next"`);
    if (leaving.statements.length === 0) return reply.code(204).send();
    const { partner, purpose } = caller.viewer;
    return reply.send({ passedOnStatements: '1.0', reader: partner, purpose, statements: leaving.statements });
  });
}

async function leavingOf(sql: Sql, ids: readonly string[], policy: ViewerPolicy): Promise<Leaving> {
  if (ids.length === 0 || policy.agreements.length === 0) return { statements: [], fields: [], subjects: [] };
  const homes = await factLinksOf(sql, ids);
  const [facts, stated] = await Promise.all([
    factsById(sql, [...homes.keys()].sort()),
    statedRows(sql, [...new Set([...homes.values()].flat())], undefined, true),
  ]);
  const known = facts.map(each => ({
    known: each,
    homes: homes.get(each.id) ?? [],
    rows: (homes.get(each.id) ?? []).map(id => stated.get(id)?.find(row => row.origin === each.origin)),
  }));
  return statementsOf(known, policy);
}

interface Left {
  readonly caller: Caller;
  readonly now: Date;
  readonly leaving: Leaving;
}

/** One receipt a page, written before it leaves (law 4.7). */
function receiptOf(services: HubServices, { caller, now, leaving }: Left): Promise<CorridorError | undefined> {
  const disclosures = new DisclosureCollector();
  for (const { id, origin } of leaving.subjects) disclosures.subject(id, [origin]);
  disclosures.read(EXPORT_PATH, (_selected, table) => table.told(leaving.fields));
  const context = { caller, now, disclosures };
  const answer = { context, type: OperationTypeNode.QUERY, query: `GET ${EXPORT_PATH}`, result: {} };
  return writeReceipt(services, { ...answer, leavesAs: 'export' });
}
