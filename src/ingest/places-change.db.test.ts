import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { at, bill, call, event, known, refs } from '../consignment/fact.fixture.ts';
import type { PlaceEntry } from '../places/place-entry.ts';
import { positionAt, safeHorizon } from '../store/known-position.ts';
import { loadPlaces } from '../store/place-store.ts';
import { pastGraph } from './past-graph.ts';
import { rebuildCheck } from './rebuild.ts';
import { consignmentBy, recordFacts } from './record-facts.fixture.ts';
import { refoldStale } from './refold.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const VOYAGE = 'VOYAGE IMO:9321483/1E';
const KEY = VOYAGE.replace(' ', '|');
const port = (value: string) => ({ codes: [{ scheme: 'UNLOCODE', value } as const] });
const berthed = (code: string, day: string) =>
  call(code, {
    references: refs(VOYAGE),
    timestamps: [{ event: 'ARRIVAL', at: 'PORT', classifier: 'ACT', time: at(day) }],
  });
const PORT: PlaceEntry = { id: 'qingdao', kind: 'PORT', codes: [...port('CNQDG').codes, ...port('CNTAO').codes] };
const AFAR: PlaceEntry = { id: 'xiamen', kind: 'PORT', codes: port('CNXMN').codes };

/** What readers of the tables find: the status, and how often the voyage calls. */
async function stored() {
  const { sql } = database;
  const [consignment] = await sql<
    { status: string }[]
  >`select body->'status'->>'value' as status from consignment_slice where slice = 'consignment'`;
  const [journey] = await sql<{ calls: number }[]>`select jsonb_array_length(body->'calls') as calls from journey`;
  return { status: consignment?.status, calls: journey?.calls };
}

const refold = () =>
  refoldStale(
    database.sql,
    () => false,
    () => new Date(),
  );

async function load(day: string, ...entries: readonly PlaceEntry[]): Promise<void> {
  await loadPlaces(database.sql, { source: 'operator', entries }, { now: new Date(day), day });
}

test('the fold reads places as it reads facts: a load folds again what names them, and the past keeps its own tables', async () => {
  const { sql } = database;
  await recordFacts(sql, known(bill('A', { placeOfDischarge: port('CNTAO'), references: refs(VOYAGE) })));
  await recordFacts(sql, known(event('LOAD', '2026-02-01', { references: refs('BL A') })));
  const arrived = event('ARRIVAL', '2026-03-01', { place: port('CNQDG'), references: refs('BL A') });
  await recordFacts(sql, known(arrived, 'terminal'));
  await recordFacts(sql, known(berthed('CNTAO', '2026-03-01'), 'carrier'));
  await recordFacts(sql, known(berthed('CNQDG', '2026-03-02'), 'terminal'));
  const apart = { status: 'IN_TRANSIT', calls: 2 };
  expect(await stored()).toEqual(apart);
  const before = await safeHorizon(sql);

  await load('2026-07-02', AFAR);
  expect(await refold()).toBe(0);
  await load('2026-07-03', AFAR, PORT);
  expect((await rebuildCheck(sql)).differences).toHaveLength(3); // document, filter row, voyage
  expect(await refold()).toBe(2);
  const together = { status: 'ARRIVED', calls: 1 };
  expect(await stored()).toEqual(together);
  expect((await rebuildCheck(sql)).differences).toEqual([]);
  expect(await refold()).toBe(0);

  const past = pastGraph(sql);
  const id = await consignmentBy(sql, 'A');
  const asOf = async (position: number) => ({
    status: (await past.consignment(id, position))?.document.consignment.status.value,
    calls: (await past.journey(KEY, position))?.document.calls.length,
  });
  expect(await asOf(before)).toEqual(apart);
  expect(await asOf(await positionAt(sql, new Date('2999-01-01')))).toEqual(together);

  await load('2026-07-04', AFAR);
  expect(await refold()).toBe(2);
  expect(await stored()).toEqual(apart);
  expect((await rebuildCheck(sql)).differences).toEqual([]);
});
