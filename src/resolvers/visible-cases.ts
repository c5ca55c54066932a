import type { AssistanceAct } from '../assistance/assistance-act.ts';
import { type AssistanceCase, assistanceCase, isPartyTo } from '../assistance/assistance-case.ts';
import { isForCases } from '../assistance/case-purpose.ts';
import { CELLS } from '../policy/cells.ts';
import { actsOfParty, caseIdOf } from '../store/assistance-store.ts';
import type { RequestContext } from './request-context.ts';

const CASE_CELLS = CELLS.filter(each => each.root === 'AssistanceCase');

/**
 * The cases of the administration that asks, newest first. Whoever is none, or asks for another purpose, is answered before anything is
 * read, so that neither answer nor time can tell whether there are cases.
 */
export async function visibleCases(context: RequestContext): Promise<AssistanceCase[]> {
  const { viewer, partners, sql } = context;
  if (viewer.sees !== 'OWN' || partners.get(viewer.partner)?.kind !== 'customs' || !isForCases(viewer.purpose))
    return [];
  const party = { id: viewer.partner, accessKeys: viewer.accessKeys };
  const found = await actsOfParty(sql, viewer.accessKeys);
  return [...found.values()]
    .flatMap(acts => assistanceCase(acts.filter(act => isShown(act, context))) ?? [])
    .filter(each => isPartyTo(each, party))
    .sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : a.requestedAt > b.requestedAt ? -1 : a.key < b.key ? -1 : 1))
    .map(each => shownCase(each, context));
}

/** Each act under the agreement of who did it (law 4.2): an administration that has none with the reader tells it nothing. */
function isShown({ by }: AssistanceAct, { policy }: RequestContext): boolean {
  return by === 'hub' || CASE_CELLS.every(({ index }) => policy.journeyDecisions(by)[index]?.outcome === 'CLEAR');
}

/** With its receipt: what was read of whom, by the agreement that lets it be read (law 4.7). */
export function shownCase(found: AssistanceCase, { disclosures, policy }: RequestContext): AssistanceCase {
  const origins = [...new Set([found.requester, ...found.answers.map(each => each.by)])];
  const id = caseIdOf(found);
  disclosures.subject(id, origins);
  disclosures.read(`assistance/${id}`, (selected, table) =>
    table.told(
      origins.flatMap(origin =>
        CASE_CELLS.filter(({ pattern }) => selected === undefined || selected.has(pattern)).map(
          ({ index, pattern }) => {
            const { agreement, grant, outcome = 'CLEAR' } = policy.journeyDecisions(origin)[index] ?? {};
            const by = agreement && { agreement: agreement.id, version: agreement.version, digest: agreement.digest };
            return { path: pattern, origin, outcome, ...by, ...(grant && { grant }), count: 1 };
          },
        ),
      ),
    ),
  );
  return found;
}
