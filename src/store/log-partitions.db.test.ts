import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { Sql } from './database.ts';
import { countLogRows } from './event-list.ts';
import { appendToLog } from './event-log.ts';
import { eventsAt, logRowsAfter, sequencesOf } from './event-reader.ts';
import { keepLog } from './log-partitions.ts';
import { ensureLogState, placeWaiting } from './sequencer-store.ts';
import { uuidv7 } from './uuid-v7.ts';

let database: TestDatabase;
let sql: Sql;
let consignmentId: string;

beforeEach(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  consignmentId = uuidv7();
  await sql`insert into consignment (id, created_at, updated_at) values (${consignmentId}, now(), now())`;
  await ensureLogState(sql);
});
afterEach(() => database?.drop());

const row = (eventId: string) => ({
  ...{ eventId, consignmentId, factId: eventId, type: 'GATE_IN', classifier: 'ACT', places: [], equipment: null },
  ...{ correction: false, cause: null, body: { revision: eventId } },
});
const append = (...ids: string[]) => sql.begin(work => appendToLog(work, ids.map(row), new Date()));
const placeAll = () => placeWaiting(sql, 1_000);
const inStream = async () =>
  (await logRowsAfter(sql, { after: 0, conditions: {}, keys: undefined, limit: 99 })).map(each => each.eventId);

/** Some events of so many days ago, in a partition of their day. */
async function daysAgo(days: number, ...ids: string[]): Promise<void> {
  await append(...ids);
  await sql`update event_log set day = day - ${days}::int where event_id = any(${ids})`;
}

test('a day past its retention leaves the streams as a whole; queries still find it, and it is never told twice', async () => {
  await daysAgo(9, 'a', 'b');
  await placeAll();
  await daysAgo(8, 'c');
  await append('d');
  await placeAll();
  expect((await keepLog(sql, { days: 7 })).archived).toHaveLength(1);
  expect(await inStream()).toEqual(['c', 'd']);
  expect(await eventsAt(sql, [2, 3])).toEqual({ oldest: 3, events: new Map([[3, 'c']]) });
  expect(await countLogRows(sql, {}, undefined)).toBe(4);
  expect((await sequencesOf(sql, [{ consignmentId, factId: 'a' }])).size).toBe(1);
  await append('a', 'e');
  await placeAll();
  expect(await inStream()).toEqual(['c', 'd', 'e']);
  expect(await keepLog(sql, { days: 7 })).toEqual({ made: [], archived: [] });
});

test('nothing leaves that is owed to a reader, or has no position yet', async () => {
  await daysAgo(20, 'a');
  expect((await keepLog(sql, { days: 7 })).archived).toEqual([]);
  await placeAll();
  expect((await keepLog(sql, { days: 7, owedAfter: 0 })).archived).toEqual([]);
  expect((await keepLog(sql, { days: 7, owedAfter: 1 })).archived).toHaveLength(1);
  expect(await eventsAt(sql, [1])).toEqual({ oldest: undefined, events: new Map() });
});

test('a day that was committed late holds its place: no position of the archive is above one of the streams', async () => {
  await daysAgo(8, 'early');
  await placeAll();
  await daysAgo(20, 'late');
  await placeAll();
  expect((await keepLog(sql, { days: 7 })).archived).toEqual([]);
  expect((await keepLog(sql, { days: 6 })).archived).toEqual([]);
  expect(await inStream()).toEqual(['early', 'late']);
});

test('a day without a partition falls into the net, and gets its partition later; two keepers do it once', async () => {
  const [today] = await sql<{ name: string; day: string }[]>`
    select 'event_log_' || to_char((now() at time zone 'UTC')::date, 'YYYYMMDD') as name, (now() at time zone 'UTC')::date::text as day`;
  await sql`drop table ${sql(today?.name ?? '')}`;
  await append('a');
  await placeAll();
  expect(await sql`select event_id from event_log_default`).toHaveLength(1);
  const made = await Promise.all([keepLog(sql, { days: 7 }), keepLog(sql, { days: 7 })]);
  expect(made.flatMap(each => each.made)).toEqual([today?.day]);
  expect(await sql`select event_id from event_log_default`).toHaveLength(0);
  expect(await inStream()).toEqual(['a']);
});

test('a writer in the middle of its work is not held up for long', async () => {
  await daysAgo(9, 'a');
  await placeAll();
  await sql.begin(async writer => {
    await appendToLog(writer, [row('b')], new Date());
    await expect(keepLog(sql, { days: 7 })).rejects.toMatchObject({ code: '55P03' });
  });
  await append('c');
  expect((await keepLog(sql, { days: 7 })).archived).toHaveLength(1);
  await placeAll();
  expect(await inStream()).toEqual(['b', 'c']);
});
