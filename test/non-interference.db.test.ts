import { isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventVisibility } from '../src/policy/reads.ts';
import { globalId } from '../src/resolvers/global-id.ts';
import { openSampleGraph, type SampleGraph } from '../src/resolvers/sample-graph.fixture.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { logRowsAfter } from '../src/store/event-reader.ts';
import { generatedQueries, walkOf } from './generated-queries.fixture.ts';
import { changeWhatIsHidden, keepData } from './hidden-data.fixture.ts';

/** `npm run test:sharing` asks 100,000 of them. */
const RUNS = Number(process.env.CORRIDOR_RUNS ?? 1_000);
const READERS = [
  ...['jurong-straits-terminal', 'sg-customs', 'cn-customs-tianjin', 'meridian-ocean-line', 'landsea-rail'],
];
const OTHERS = [
  ...['cn-customs-qingdao', 'cn-customs-chongqing', 'qingdao-port', 'klang-west-terminal', 'tianjin-harbour-terminal'],
];
const AT_ONCE = 8;
const isLong = RUNS >= 10_000;

const schema = buildHubSchema();
/** Each reader walks a part of it; in a long run each walks it whole, in every round. */
const WALK = walkOf(schema);

let graph: SampleGraph;
let ids: readonly string[];
let restore: () => Promise<void>;
beforeAll(async () => {
  graph = await openSampleGraph(/-a0[12]\.|-a0[12]-|036s/);
  await graph.sql`update event_log set position = id`;
  restore = await keepData(graph.sql);
  const rows = await graph.sql<{ id: string }[]>`select id from consignment order by id`;
  ids = rows.map(row => globalId('Consignment', row.id));
}, 240_000);
afterAll(() => graph?.close());

/** Queries of one reader that are asked of both databases before the next reader's turn. */
const ROUND = 1_000;
const rounds = Array.from({ length: Math.ceil(RUNS / READERS.length / ROUND) }, (_, i) => i);

test.each(rounds.flatMap(round => READERS.map(reader => ({ reader, round }))))(
  'databases that differ only in what is withheld from $reader answer byte for byte alike ($round)',
  async ({ reader, round }) => {
    const viewer = graph.partner(reader);
    const seed = 20261128 + round * READERS.length + READERS.indexOf(reader);
    const walked = isLong ? WALK : WALK.filter((_each, i) => i % READERS.length === READERS.indexOf(reader));
    const drawn = Math.min(ROUND, Math.ceil(RUNS / READERS.length)) - walked.length;
    const queries = [...walked, ...generatedQueries(drawn, seed, ids)];
    const answers = async () => {
      const all: string[] = [];
      for (let i = 0; i < queries.length; i += AT_ONCE)
        all.push(...(await Promise.all(queries.slice(i, i + AT_ONCE).map(each => graph.answer(each, viewer)))));
      return [...all, await replayed(reader)];
    };
    const before = await answers();
    expect(before.slice(0, -1).filter(each => !each.includes('"data":'))).toEqual([]);
    expect(before.filter(each => !each.includes('"edges":[]') && !each.includes('"errors"')).length).toBeGreaterThan(
      queries.length / 5,
    );
    expect(await changeWhatIsHidden(graph.sql, graph.policyOf(viewer))).toBeGreaterThan(0);
    const after = await answers();
    await restore();
    const different = queries.map((query, i) => ({ query, i })).filter(({ i }) => after[i] !== before[i]);
    for (const { query, i } of different.slice(0, 3))
      expect({ query, answer: JSON.parse(after[i] ?? '') }).toEqual({ query, answer: JSON.parse(before[i] ?? '') });
    expect(different).toEqual([]);
    expect(after.at(-1)).toBe(before.at(-1));
  },
  3_600_000,
);

test('every field of Query is asked, and every field of every type that it leads to', () => {
  const asked = [...WALK, ...generatedQueries(300, 1, ids)].map(each => parse(each));
  const types = new TypeInfo(schema);
  const found = new Set<string>();
  const Field = { enter: () => void found.add(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`) };
  for (const each of asked) visit(each, visitWithTypeInfo(types, { Field }));
  expect(fieldsRead().filter(each => !found.has(each))).toEqual([]);
});

/** What a query does not reach: what changes something, what streams, and what only these give. */
const NOT_READ = /^(__|Mutation$|Subscription$)|Delivery$|^(ReplayOutcome|LaneDecision)$/;

function fieldsRead(): string[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const read = types.filter(({ name }) => !NOT_READ.test(name));
  return read.flatMap(type => Object.keys(type.getFields()).map(field => `${type.name}.${field}`));
}

test('1,000 interleaved requests of ten partners read what each reads alone', async () => {
  const partners = [...READERS, ...OTHERS].map(graph.partner);
  const queries = generatedQueries(10, 7);
  const asked = queries.flatMap(query => partners.map(viewer => ({ query, viewer })));
  const alone: string[] = [];
  for (const { query, viewer } of asked) alone.push(await graph.answer(query, viewer));
  expect(new Set(alone).size).toBeGreaterThan(queries.length * 2);
  const order = Array.from({ length: 1_000 }, (_, i) => (i * 7_919) % asked.length);
  for (let i = 0; i < order.length; i += 50) {
    const batch = order.slice(i, i + 50);
    const together = await Promise.all(
      batch.map(at => graph.answer(asked[at]?.query ?? '', asked[at]?.viewer ?? graph.partner('sg-customs'))),
    );
    together.forEach((each, k) => {
      expect(each).toBe(alone[batch[k] ?? -1]);
    });
  }
}, 1_200_000);

/** What a stream that begins at the first event delivers, with its cursors. */
async function replayed(reader: string): Promise<string> {
  const viewer = graph.partner(reader);
  const keys = eventVisibility(graph.policyOf(viewer));
  const rows = await logRowsAfter(graph.sql, { after: 0, conditions: {}, keys, limit: 10_000 });
  const { disclosure } = graph.loadersOf(viewer);
  const shown = [];
  for (const { position, sequence, consignmentId, body } of rows)
    shown.push([
      position,
      sequence,
      consignmentId,
      'origin' in (body as object) ? await disclosure.event(consignmentId, body as never) : body,
    ]);
  return JSON.stringify(shown);
}
