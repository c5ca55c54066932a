import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { Sql } from '../store/database.ts';
import type { EventConditions } from '../store/event-reader.ts';
import { oldestWaiting } from '../store/sequencer-store.ts';
import type { QueueLimits } from './delivery-queue.ts';
import type { StreamItem, Subscription } from './event-stream.ts';
import { append, makeConsignments, newRow, takeEvents, until } from './log-writer.fixture.ts';
import { createEventStream, type RunningEventStream } from './postgres-event-stream.ts';

const cursorKey = new Uint8Array(32).fill(7);
const ALL: Subscription = { subscriber: 'p1', conditions: {}, keys: undefined };

let database: TestDatabase;
let sql: Sql;
let stream: RunningEventStream;
let ids: string[];
let running: RunningEventStream[] = [];

async function startStream(given: { heartbeatMs?: number; limits?: QueueLimits } = {}): Promise<RunningEventStream> {
  const started = createEventStream({ sql, cursorKey, ...given });
  running.push(started);
  await started.start();
  return started;
}

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ids = await makeConsignments(sql, ['forwarder', 'customs', 'forwarder']);
});
afterAll(() => database?.drop());
beforeEach(async () => {
  stream = await startStream();
});
afterEach(async () => {
  await Promise.all(running.map(each => each.stop()));
  running = [];
});

const id = (place: number) => ids[place] ?? '';
const rows = (count: number, consignment = id(0)) => Array.from({ length: count }, () => newRow(consignment));
const idsOf = (given: readonly { readonly eventId: string }[]) => given.map(row => row.eventId);
const eventsOf = (items: readonly Extract<StreamItem, { kind: 'EVENT' }>[]) => idsOf(items.map(item => item.row));

async function nextOf(items: AsyncIterableIterator<StreamItem>): Promise<StreamItem> {
  const { value, done } = await items.next();
  if (done) throw new Error('the stream ended');
  return value;
}

test('a subscriber gets what is appended after it came, soon after the commit', async () => {
  const items = stream.subscribe(ALL);
  expect((await nextOf(items)).kind).toBe('SNAPSHOT_END');
  const waits: number[] = [];
  for (let round = 0; round < 5; round++) {
    const given = rows(3);
    await append(sql, given);
    const committed = performance.now();
    expect(eventsOf(await takeEvents(items, 3))).toEqual(idsOf(given));
    waits.push(performance.now() - committed);
  }
  expect(Math.min(...waits)).toBeLessThan(100);
  await items.return?.();
});

test('a transaction that stays open delays its own event only', async () => {
  const items = stream.subscribe(ALL);
  const slow = newRow(id(1));
  const quick = newRow(id(0));
  await sql.begin(async transaction => {
    await append(transaction, [slow]);
    await append(sql, [quick]);
    expect(eventsOf(await takeEvents(items, 1))).toEqual([quick.eventId]);
  });
  expect(eventsOf(await takeEvents(items, 1))).toEqual([slow.eventId]);
  await items.return?.();
});

test('a cursor resumes with exactly the rest, then live; in pages too', async () => {
  const first = stream.subscribe(ALL);
  const before = rows(2);
  await append(sql, before);
  const cursor = (await takeEvents(first, 1))[0]?.cursor;
  await first.return?.();
  const missed = rows(650);
  await append(sql, missed);
  await until(async () => (await oldestWaiting(sql)) === undefined);
  const second = stream.subscribe({ ...ALL, after: cursor });
  const rest = await takeEvents(second, 651);
  expect(eventsOf(rest)).toEqual(idsOf([...before.slice(1), ...missed]));
  expect((await nextOf(second)).kind).toBe('SNAPSHOT_END');
  const live = rows(2);
  await append(sql, live);
  expect(eventsOf(await takeEvents(second, 2))).toEqual(idsOf(live));
  await second.return?.();
});

test('a head cursor resumes after the newest event', async () => {
  const items = stream.subscribe(ALL);
  await append(sql, rows(1));
  await takeEvents(items, 1);
  await items.return?.();
  const after = await stream.headCursor(ALL.subscriber, ALL.conditions);
  const later = rows(1);
  await append(sql, later);
  const resumed = stream.subscribe({ ...ALL, after });
  expect(eventsOf(await takeEvents(resumed, 1))).toEqual(idsOf(later));
  await resumed.return?.();
});

/** Sees what the origin reports, and what its rows are of. */
function sightOf(origin: string): Subscription['keys'] {
  const sights = { sights: [{ origin, conditions: [] }], reader: [] };
  return { events: sights, consignments: sights, sender: `sender:${origin}` };
}

test('a filter and the agreements decide alike, live and replayed', async () => {
  const conditions: EventConditions = { types: ['GATE_IN'], places: ['CNTAO', 'DEHAM'] };
  const asked: Subscription = { subscriber: 'f', conditions, keys: sightOf('forwarder') };
  const after = await stream.headCursor('f', conditions);
  const wanted = [newRow(id(0)), newRow(id(2), { places: ['DEHAM', 'X'] })];
  const live = stream.subscribe(asked);
  const unwanted = [newRow(id(1)), newRow(id(0), { type: 'LOADED' }), newRow(id(2), { places: [] })];
  await append(sql, [...unwanted, ...wanted]);
  const replayed = stream.subscribe({ ...asked, after });
  expect(eventsOf(await takeEvents(live, 2))).toEqual(idsOf(wanted));
  expect(eventsOf(await takeEvents(replayed, 2))).toEqual(idsOf(wanted));
  await Promise.all([live.return?.(), replayed.return?.()]);
});

test('a quiet stream gives a sign of life, whose cursor has passed what was not for it', async () => {
  const quick = await startStream({ heartbeatMs: 50 });
  const asked: Subscription = { ...ALL, conditions: { types: ['LOADED'] } };
  const items = quick.subscribe(asked);
  const start = await nextOf(items);
  const other = stream.subscribe(ALL);
  await append(sql, rows(1));
  await takeEvents(other, 1);
  let sign = await nextOf(items);
  for (let signs = 0; sign.cursor === start.cursor && signs < 20; signs++) sign = await nextOf(items);
  expect(sign).toEqual({ kind: 'HEARTBEAT', cursor: await quick.headCursor(asked.subscriber, asked.conditions) });
  await Promise.all([items.return?.(), other.return?.()]);
});

test('who does not work off what waits is too slow, and is told where to resume; the others lose nothing', async () => {
  const strict = await startStream({ limits: { rows: 10, bytes: 1_000_000, patienceMs: 20 } });
  const slow = strict.subscribe(ALL);
  const reader = strict.subscribe(ALL);
  const given = rows(30);
  const read = takeEvents(reader, 30);
  await append(sql, given.slice(0, 1));
  const [last] = await takeEvents(slow, 1);
  await append(sql, given.slice(1));
  expect(eventsOf(await read)).toEqual(idsOf(given));
  await new Promise(resolve => setTimeout(resolve, 100));
  await expect(slow.next()).rejects.toMatchObject({ code: 'CONSUMER_TOO_SLOW', details: { cursor: last?.cursor } });
  const resumed = strict.subscribe({ ...ALL, after: last?.cursor });
  expect(eventsOf(await takeEvents(resumed, 29))).toEqual(idsOf(given.slice(1)));
  await Promise.all([reader.return?.(), resumed.return?.()]);
});

test('bytes that wait count as well as events, and one large event is no burst', async () => {
  const strict = await startStream({ limits: { rows: 100, bytes: 1_000, patienceMs: 20 } });
  const slow = strict.subscribe(ALL);
  const large = () => newRow(id(0), { body: { text: 'x'.repeat(2_000) } });
  const first = large();
  await append(sql, [first]);
  expect(eventsOf(await takeEvents(slow, 1))).toEqual([first.eventId]);
  await append(sql, [large(), large()]);
  const other = strict.subscribe(ALL);
  await append(sql, rows(1));
  await takeEvents(other, 1);
  await new Promise(resolve => setTimeout(resolve, 100));
  await expect(slow.next()).rejects.toMatchObject({ code: 'CONSUMER_TOO_SLOW' });
  await other.return?.();
});

test('draining ends every stream with its last cursor', async () => {
  const waiting = stream.subscribe(ALL);
  const stalled = stream.subscribe(ALL);
  await append(sql, rows(2));
  const seen = await takeEvents(waiting, 2);
  await takeEvents(stalled, 1);
  const pending = waiting.next();
  await stream.stop();
  expect(await pending).toEqual({ done: false, value: { kind: 'HEARTBEAT', cursor: seen[1]?.cursor } });
  expect(await waiting.next()).toEqual({ done: true, value: undefined });
  expect(await stalled.next()).toMatchObject({ done: false, value: { kind: 'HEARTBEAT', cursor: seen[0]?.cursor } });
  expect((await stalled.next()).done).toBe(true);
});

test('leaving does not wait for an event', async () => {
  const items = stream.subscribe(ALL);
  await nextOf(items);
  const pending = items.next();
  await items.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
});

test('a lost connection is opened anew, and nothing is missed', async () => {
  const items = stream.subscribe(ALL);
  await nextOf(items);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  await new Promise(resolve => setTimeout(resolve, 50));
  const given = rows(3);
  await append(sql, given);
  expect(eventsOf(await takeEvents(items, 3))).toEqual(idsOf(given));
  await items.return?.();
});
