import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { Sql } from '../store/database.ts';
import { oldestWaiting, placeWaiting, tryBecomeSequencer } from '../store/sequencer-store.ts';
import { openSession } from '../store/session.ts';
import { append, makeConsignments, newRow, until } from './log-writer.fixture.ts';
import { createSequencer, type Sequencer } from './sequencer.ts';

let database: TestDatabase;
let sql: Sql;
let ids: string[];
let running: Sequencer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ids = await makeConsignments(sql, ['a', 'b']);
});
afterEach(async () => {
  await Promise.all(running.map(each => each.stop()));
  running = [];
});
afterAll(() => database?.drop());

async function startSequencer(): Promise<Sequencer> {
  const sequencer = createSequencer({ sql });
  running.push(sequencer);
  await sequencer.start();
  return sequencer;
}

const rows = (count: number) => Array.from({ length: count }, (_, place) => newRow(ids[place % 2] ?? ''));
const allPlaced = () => until(async () => (await oldestWaiting(sql)) === undefined);
const holders = () => sql<{ pid: number }[]>`
  select pid from pg_locks l join pg_database d on d.oid = l.database
  where d.datname = current_database() and l.locktype = 'advisory' and l.granted`;

async function expectDense(): Promise<void> {
  const [{ count, low, high, head } = {}] = await sql`
    select count(*) as count, min(position) as low, max(position) as high, (select head from log_state) as head from event_log`;
  expect({ low, high, head }).toEqual({ low: 1, high: count, head: count });
  const [disorder] = await sql`
    select 1 from event_log a join event_log b using (consignment_id) where a.sequence < b.sequence and a.position > b.position limit 1`;
  expect(disorder).toBeUndefined();
}

test('what was waiting before the start, and comes after, is placed densely, in order of each consignment', async () => {
  await append(sql, rows(1_203));
  await startSequencer();
  await append(sql, rows(5));
  await allPlaced();
  await expectDense();
});

test('of several candidates one is elected; when its session is lost, another takes over within 2 s', async () => {
  await Promise.all([startSequencer(), startSequencer(), startSequencer()]);
  const [first, ...others] = await holders();
  expect(others).toEqual([]);
  await sql`select pg_terminate_backend(${first?.pid ?? 0})`;
  const lost = performance.now();
  await append(sql, rows(3));
  await allPlaced();
  expect(performance.now() - lost).toBeLessThan(2_000);
  await until(async () => (await holders()).length === 1);
  await expectDense();
});

test('candidates help out where the elected one holds on to its office and does nothing', async () => {
  const frozen = openSession(sql, { onNotify: () => undefined, onLost: () => undefined });
  expect(await tryBecomeSequencer(frozen)).toBe(true);
  await startSequencer();
  await append(sql, rows(3));
  await allPlaced();
  await frozen.end();
  await expectDense();
});

test('two that sequence at once place each row once', async () => {
  await append(sql, rows(400));
  const placed = await Promise.all(Array.from({ length: 12 }, () => placeWaiting(sql, 50)));
  expect(placed.reduce((sum, each) => sum + each)).toBe(400);
  await expectDense();
});

test('a log state that was removed is made again above the positions in use', async () => {
  await startSequencer();
  await sql`delete from log_state`;
  await append(sql, rows(2));
  await allPlaced();
  await expectDense();
});
