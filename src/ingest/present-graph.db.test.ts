import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { at, bill, call, known, refs } from '../consignment/fact.fixture.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import { readSlices } from '../store/consignment-reader.ts';
import { journeysUnder } from '../store/journey-reader.ts';
import { presentGraph } from './present-graph.ts';
import { rebuildCheck } from './rebuild.ts';
import { consignmentBy, forgetAll, recordFacts } from './record-facts.fixture.ts';
import { refoldAsked, refoldStale } from './refold.ts';
import { RefoldDemand } from './refold-demand.ts';
import { wholeDocuments } from './whole-documents.ts';

const KEY = 'VOYAGE|IMO:9321483/1E';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

/** Two consignments on one voyage, as an older fold would have written them. */
async function plant(version: number): Promise<{ readonly ids: readonly string[]; readonly before: unknown }> {
  const { sql } = database;
  for (const number of ['A', 'B'])
    await recordFacts(sql, known(bill(number, { references: refs(KEY.replace('|', ' ')) })));
  const arrival = { event: 'ARRIVAL', at: 'PORT', classifier: 'ACT', time: at('2026-03-01') } as const;
  await recordFacts(sql, known(call('CNTSN', { references: refs(KEY.replace('|', ' ')), timestamps: [arrival] })));
  const ids = await Promise.all(['A', 'B'].map(number => consignmentBy(sql, number)));
  const before = await everything(ids);
  await sql`update consignment_slice set fold_version = ${version}, body = '{"identifiers": "otherwise"}'`;
  await sql`update journey set fold_version = ${version}, body = '{"calls": 1}'`;
  return { ids, before };
}

async function everything(ids: readonly string[], demand?: RefoldDemand) {
  const { sql } = database;
  const present = presentGraph(sql, demand);
  const journeys = await present.journeys(await journeysUnder(sql, [KEY]));
  return { documents: await wholeDocuments(sql, ids), journeys };
}

const staleVersions = async () => {
  const rows = await database.sql<{ version: number }[]>`
    select distinct fold_version as version from consignment_slice union select fold_version from journey order by 1`;
  return rows.map(row => row.version);
};

const clock = () => new Date();
const never = () => false;

test.each([FOLD_VERSION - 1, FOLD_VERSION + 1])(
  'what fold %d wrote reaches nobody: the facts are folded',
  async version => {
    const { ids, before } = await plant(version);
    expect([...(await readSlices(database.sql, [{ id: ids[0] ?? '', slice: 'customs' }])).values()]).toEqual([null]);
    expect([...(await journeysUnder(database.sql, [KEY])).values()]).toMatchObject([{ document: null, key: KEY }]);
    expect(await everything(ids)).toEqual(before);
  },
);

test("what was asked for is written first; a newer hub's documents are left to it", async () => {
  const { sql } = database;
  const { ids } = await plant(FOLD_VERSION - 1);
  const demand = new RefoldDemand();
  let told = 0;
  demand.whenAsked(() => told++);
  const [asked = '', other = ''] = ids;
  await presentGraph(sql, demand).documents([asked]);
  expect(told).toBe(1);
  expect(await refoldAsked(sql, demand, never, clock)).toBe(1);
  const versions = await sql`select distinct consignment_id as id, fold_version as version from consignment_slice`;
  expect(new Map(versions.map(row => [row.id, row.version]))).toEqual(
    new Map([
      [asked, FOLD_VERSION],
      [other, FOLD_VERSION - 1],
    ]),
  );
  await sql`update consignment_slice set fold_version = ${FOLD_VERSION + 1} where consignment_id = ${other}`;
  await sql`update journey set fold_version = ${FOLD_VERSION + 1}`;
  await presentGraph(sql, demand).documents([other]);
  expect(await refoldAsked(sql, demand, never, clock)).toBe(0);
  expect(await refoldStale(sql, never, clock)).toBe(0);
});

test('in the end everything is of this fold, and what the facts give', async () => {
  await plant(FOLD_VERSION - 1);
  expect(await refoldStale(database.sql, never, clock, new RefoldDemand())).toBe(3);
  expect(await staleVersions()).toEqual([FOLD_VERSION]);
  expect((await rebuildCheck(database.sql)).differences).toEqual([]);
  expect(await refoldStale(database.sql, never, clock)).toBe(0);
});

test('nothing is answered where the facts do not give it', async () => {
  const { sql } = database;
  const { ids } = await plant(FOLD_VERSION - 1);
  await sql`delete from fact_reference`;
  await sql`delete from consignment_link`;
  await expect(wholeDocuments(sql, ids)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later' });
  await expect(presentGraph(sql).journeys(await journeysUnder(sql, [KEY]))).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
  });
});

test('a message that bears on what an older fold wrote is recorded, and with it all of it is written anew', async () => {
  const { ids } = await plant(FOLD_VERSION - 1);
  await recordFacts(database.sql, known(bill('A', { packages: 7, references: refs(KEY.replace('|', ' ')) })));
  const rows = await database.sql`
    select distinct fold_version as version from consignment_slice where consignment_id = ${ids[0] ?? ''}`;
  expect(rows.map(row => row.version)).toEqual([FOLD_VERSION]);
});
