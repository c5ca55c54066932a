import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConsignmentDocument, SliceName } from '../src/consignment/consignment-document.ts';
import { filterRowsOf } from '../src/consignment/filter-rows.ts';
import { SHAPES } from '../src/policy/cells.ts';
import { scrambled } from '../src/policy/scramble.fixture.ts';
import { openSampleGraph, type SampleGraph } from '../src/resolvers/sample-graph.fixture.ts';
import { sliceBodies, writeFilterRows, writeSlices } from '../src/store/consignment-store.ts';
import { statedRows } from '../src/store/stated-rows.ts';

/** Enough for every run of the tests; raise it to look for longer: nothing else changes. */
const QUERIES = 150;
const READER = 'jurong-straits-terminal';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/-a0[12]\.|-a0[12]-|036s/);
}, 120_000);
afterAll(() => graph?.close());

const MEMBERS = [
  'ucr status statusSince goodsDescription packages',
  'grossMass { value unit } origin { unlocode name } destination { unlocode }',
  'identifiers { scheme value issuer }',
  'parties { role party { id name country address identifiers { value } } }',
  'items { sequence hsCode description value { amount } equipment }',
  'declarations { number status customsValue { amount currency } seals items { hsCode } versions { version } notifications { functionCode } }',
  'transportDocuments { number issuer type masterNumber status grossMass { value } relations { number } }',
  'equipmentUses { equipment { number } from to sizeType seals { number } sealCustody { number } grossMass { value } }',
  'legs { sequence mode journeyNumber imo carrier from { name } departedAt { instant } }',
  'events(first: 50) { totalCount edges { cursor node { type classifier eventTime { raw } place { name } equipment { number } source { partner } } } }',
  'trail { equipment { number } minutes missing current { type } }',
  'yardPositions { position time { instant } }',
  'bookings { number status voyageNumber } railBookings { number status } railConsignmentNotes { number }',
  'certificates { number type } partnerRecords { kind text } inspections { number result }',
  'issues { code message } links { rule on source { partner } fact { position references { value } } }',
  'risk { channel } eta { best { time { instant } } spreadMinutes } direction',
] as const;
const FILTERS = [
  '',
  'destinationCountry: "SG"',
  'originCountry: "CN"',
  'place: "SGSIN"',
  'hsPrefix: "87"',
  'party: "HIDDEN"',
  'status: [DELIVERED, ARRIVED, IN_TRANSIT]',
  'search: "MRDU4001153"',
  'search: "6CN91120116MA00104163-A01001"',
  'voyage: "2000119/036S"',
  'search: "020220260000310611"',
];
const query = fc
  .record({
    members: fc.subarray([...MEMBERS], { minLength: 1, maxLength: 4 }),
    filter: fc.constantFrom(...FILTERS),
    first: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ members, filter, first }) =>
      `{ consignments(first: ${first}, orderBy: UPDATED_ASC, filter: {${filter}}) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id ${members.join(' ')} } } } }`,
  );
const OTHERS = [
  '{ events(first: 100) { totalCount edges { cursor node { type place { name } source { partner } } } } }',
  '{ events(first: 20, filter: {types: [GATE_OUT, LOAD], places: ["SGSIN"]}) { totalCount nodes { type } } }',
  '{ consignment(where: {declaration: "020220260000310611"}) { id } }',
  '{ consignment(where: {transportDocument: {number: "MRDLTXG264013"}}) { id ucr } }',
  '{ equipment(number: "MRDU4001153") { number consignments { id } } }',
  '{ ambiguousLinks { totalCount nodes { on } } unlinked { totalCount } }',
];

test('databases that differ only in what is withheld answer byte for byte alike', async () => {
  const queries = [...OTHERS, ...fc.sample(query, { numRuns: QUERIES, seed: 20261128 })];
  const reader = graph.partner(READER);
  const answers = async () => {
    const all: string[] = [];
    for (const each of queries) all.push(await graph.answer(each, reader));
    return all;
  };
  const before = await answers();
  expect(before.filter(each => !each.includes('"edges":[]')).length).toBeGreaterThan(QUERIES / 3);
  expect(await changeWhatIsHidden()).toBeGreaterThan(0);
  const after = await answers();
  after.forEach((each, i) => {
    expect({ query: queries[i], answer: JSON.parse(each) }).toEqual({
      query: queries[i],
      answer: JSON.parse(before[i] ?? ''),
    });
    expect(each).toBe(before[i]);
  });
}, 300_000);

/** Gives every value that the reader may not see another: in the documents, and in what filters read. */
async function changeWhatIsHidden(): Promise<number> {
  const { sql } = graph;
  const policy = graph.policyOf(graph.partner(READER));
  const ids = (await sql<{ id: string }[]>`select distinct consignment_id as id from consignment_slice`).map(
    row => row.id,
  );
  const rows = await statedRows(sql, ids, undefined);
  const bodies = await sliceBodies(sql, ids);
  let changed = 0;
  await sql.begin(async transaction => {
    for (const id of ids) {
      const stated = rows.get(id) ?? [];
      const isHidden = (cell: number, origins: readonly string[]) =>
        origins.some(
          origin =>
            policy.decisions(
              origin,
              stated.find(each => each.origin === origin),
            )[cell]?.outcome === 'WITHHELD',
        );
      const slices = [...(bodies.get(id) ?? [])].map(([slice, body]) => ({
        id,
        slice,
        body: scrambled(SHAPES[slice], body, isHidden),
        foldVersion: 0,
      }));
      changed += slices.filter(
        each => JSON.stringify(each.body) !== JSON.stringify(bodies.get(id)?.get(each.slice)),
      ).length;
      const document = Object.fromEntries(
        slices.map(each => [each.slice, each.body]),
      ) as unknown as ConsignmentDocument;
      await writeSlices(transaction, slices as { id: string; slice: SliceName; body: unknown; foldVersion: number }[]);
      await writeFilterRows(transaction, [{ id, filterRows: filterRowsOf(document) }]);
    }
  });
  return changed;
}
