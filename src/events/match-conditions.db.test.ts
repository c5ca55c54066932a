import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { type EventConditions, type LogRow, logRowsAfter, sharedRowsAfter } from '../store/event-reader.ts';
import { ensureLogState, placeWaiting } from '../store/sequencer-store.ts';
import { append, makeConsignments, newRow } from './log-writer.fixture.ts';
import { matches } from './match-conditions.ts';

const TYPES = ['GATE_IN', 'LOADED', 'ARRIVED'];
const CLASSIFIERS = ['PLN', 'EST', 'ACT'];
const PLACES = ['CNTAO', 'DEHAM', 'KZALA'];
const BOXES = ['MSKU0000001', 'MSKU0000002'];

let database: TestDatabase;
let ids: string[];
let rows: LogRow[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { sql } = database;
  ids = await makeConsignments(sql, ['a', 'b', 'c']);
  const row = fc.record({
    type: fc.constantFrom(...TYPES),
    classifier: fc.constantFrom(...CLASSIFIERS),
    places: fc.subarray(PLACES),
    equipment: fc.constantFrom(null, ...BOXES),
    correction: fc.boolean(),
  });
  for (const [place, given] of fc.sample(row, 60).entries()) {
    await append(sql, [newRow(ids[place % ids.length] ?? '', given)]);
  }
  await sql`update event_log set recorded_at = timestamptz '2024-01-01' + id * interval '1 second'`;
  await ensureLogState(sql);
  await placeWaiting(sql, 100);
  rows = (await sharedRowsAfter(sql, { after: 0, upTo: 100, limit: 100 })).map(
    ({ stated, accessKeys, ...each }) => each,
  );
});
afterAll(() => database?.drop());

const perhaps = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const instant = fc.nat(60).map(seconds => new Date(Date.UTC(2024, 0, 1, 0, 0, seconds)));

test('conditions decide in memory as they do in SQL', async () => {
  expect(rows).toHaveLength(60);
  const conditions: fc.Arbitrary<EventConditions> = fc.record({
    consignmentIds: perhaps(fc.subarray(ids)),
    types: perhaps(fc.subarray(TYPES)),
    classifiers: perhaps(fc.subarray(CLASSIFIERS)),
    places: perhaps(fc.subarray(PLACES)),
    equipment: perhaps(fc.constantFrom('', ...BOXES)),
    recordedAfter: perhaps(instant),
    recordedBefore: perhaps(instant),
    correctionsOnly: perhaps(fc.boolean()),
  });
  const property = fc.asyncProperty(conditions, async given => {
    const asked = { after: 0, conditions: given, keys: undefined, limit: 100 };
    expect(rows.filter(row => matches(row, given))).toEqual([...(await logRowsAfter(database.sql, asked))]);
  });
  await fc.assert(property, { numRuns: 300 });
});
