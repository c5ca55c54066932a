import { execute, type GraphQLSchema, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestContext } from '../src/resolvers/request-context.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { AnswerFragments } from '../src/server/answer-fragments.ts';
import { nameSelection } from '../src/server/disclosure-extensions.ts';
import { type OperationPlan, planOf } from '../src/server/operation-plan.ts';
import { LookUpBatches } from '../src/store/look-up-batches.ts';
import { OPERATOR, openSampleHub, type SampleHub } from './sample-hub.fixture.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
/** Made of documents alone; made of more (a consignment's events are ordered by the log); and shown as of when. */
const PAGES = {
  plain: '{ consignments(first: 9) { nodes { id risk { channel firedRules { rule } } } } }',
  open: '{ consignments(first: 9) { nodes { id events(first: 2) { nodes { sequence } } risk { channel firedRules { rule } } } } }',
} as const;
const DATED = '{ consignments(first: 9) { nodes { id risk { assessedAt channel firedRules { rule } } } } }';

let hub: SampleHub;
let schema: GraphQLSchema;
let lookUps: LookUpBatches;
beforeAll(async () => {
  hub = await openSampleHub(NOW, /-c01\./);
  schema = buildHubSchema();
  lookUps = new LookUpBatches(hub.createContext().sql);
}, 60_000);
afterAll(() => hub?.close());

type Page = { consignments: { nodes: { id: string; risk: { firedRules: { rule: string }[] } }[] } };

const fragments = new AnswerFragments();
const plans = new Map<string, OperationPlan | undefined>();

/** The channels of the page, as somebody gets them who asks again; with what was read of the documents. */
async function asked(query: string, now = NOW) {
  const plan = plans.get(query) ?? planOf(schema, query, undefined);
  plans.set(query, plan);
  if (!plan) throw new Error('not compiled');
  const reading = { lookUps, wanted: plan.wanted };
  const context: RequestContext = { ...hub.createContext(OPERATOR, reading), now, lookUps };
  nameSelection(schema, plan.document, context);
  const data = JSON.parse(await plan.writerFor({})(context, {}, fragments.keeper(plan.wanted))) as Page;
  const { told } = context.disclosures.summary();
  const ordered = data.consignments.nodes.map(({ risk }) =>
    risk.firedRules.some(({ rule }) => rule === 'control-target-must'),
  );
  return { ordered: [...new Set(ordered)], data, told: told.map(each => JSON.stringify(each)).sort() };
}

/** An instruction that nobody noted: who makes an assessment anew sees it, who tells a kept one does not. */
async function orderUnnoticed(): Promise<() => Promise<unknown>> {
  const { sql } = hub.createContext();
  const ids = await sql<{ id: string }[]>`select id from consignment where merged_into is null`;
  for (const { id } of ids)
    await sql`
      insert into registry_entry (register, key, subject, body, tokens, valid_from, state, ends, proposed_by, proposed_at, reason, decided_by, known_from)
      values ('INSTRUCTION', ${`order of ${id}`}, ${`consignment:${id}`}, ${sql.json({ kind: 'MUST', channel: 'MANUAL_INSPECTION' })}, '{}',
        '2026-01-01', 'APPROVED', false, 'a', '2026-01-01', 'a test', 'b', '2026-01-01')`;
  return () => sql`delete from registry_entry where reason = 'a test'`;
}

test.each(Object.entries(PAGES))(
  'of what a page that is %s shows, assessments hold until something that they were made of changes',
  async (_name, query) => {
    const { sql } = hub.createContext();
    const before = await asked(query);
    expect(before.ordered).toEqual([false]);
    const changes: readonly (() => Promise<unknown>)[] = [
      () => sql`update registry_entry set reason = reason`,
      () => sql`update history_count set n = n`,
      () => sql`delete from history_seen where false`,
      () => sql`update consignment_slice set body = body where slice = 'consignment'`,
    ];
    for (const change of changes) {
      const takeBack = await orderUnnoticed();
      expect((await asked(query)).ordered).toEqual([false]);
      expect((await asked(query)).told).toEqual(before.told);
      await change();
      expect((await asked(query)).ordered).toEqual([true]);
      await takeBack();
      expect((await asked(query)).ordered).toEqual([false]);
    }
  },
);

test('an assessment is told again for a minute at most, and never on another day', async () => {
  const later = (ms: number) => new Date(NOW.getTime() + ms);
  for (const [start, soon, late] of [
    [NOW, later(59_000), later(60_000)],
    [new Date('2026-12-01T23:59:50Z'), new Date('2026-12-01T23:59:59Z'), new Date('2026-12-02T00:00:00Z')],
  ] as const) {
    await hub.createContext().sql`update history_count set n = n`;
    await hub.createContext().sql`delete from history_seen where false`;
    expect((await asked(PAGES.plain, start)).ordered).toEqual([false]);
    const takeBack = await orderUnnoticed();
    expect((await asked(PAGES.plain, soon)).ordered).toEqual([false]);
    expect((await asked(PAGES.plain, late)).ordered).toEqual([true]);
    await takeBack();
  }
});

test('what shows as of when it was assessed is assessed each time', async () => {
  await asked(DATED);
  const takeBack = await orderUnnoticed();
  expect((await asked(DATED)).ordered).toEqual([true]);
  await takeBack();
  const contextValue = hub.createContext(OPERATOR);
  const { data } = await execute({ schema, document: parse(PAGES.plain), contextValue });
  expect((await asked(PAGES.plain)).data).toEqual(JSON.parse(JSON.stringify(data)));
});
