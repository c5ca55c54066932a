import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { Sql } from '../store/database.ts';
import { oldestWaiting } from '../store/sequencer-store.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { StreamItem, Subscription } from './event-stream.ts';
import { append, makeConsignments, newRow, takeEvents, until } from './log-writer.fixture.ts';
import { createEventStream, type RunningEventStream } from './postgres-event-stream.ts';

const SOCKETS = 5_000;
const FILTERS = 200;
const cursorKey = new Uint8Array(32).fill(7);

let database: TestDatabase;
let sql: Sql;
let stream: RunningEventStream;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ids = await makeConsignments(sql, ['forwarder', 'forwarder']);
});
beforeEach(async () => {
  stream = createEventStream({ sql, cursorKey, limits: { rows: 50, bytes: 1_000_000, patienceMs: 30 } });
  await stream.start();
});
afterEach(() => stream.stop());
afterAll(() => database?.drop());

/** Sees what the origin reports. */
function sightOf(origin: string): Subscription['keys'] {
  const sights = { sights: [{ origin, conditions: [] }], reader: [] };
  return { events: sights, consignments: sights, sender: `sender:${origin}` };
}

const rows = (count: number) => Array.from({ length: count }, () => newRow(ids[0] ?? '', { type: 'T1' }));
/** Every filter takes the type T1, and one more of its own. */
const asked = (socket: number): Subscription => ({
  ...{ subscriber: 'p', keys: sightOf('forwarder') },
  conditions: { types: ['T1', `OWN_${socket % FILTERS}`] },
});
const openAll = (after?: (socket: number) => string) =>
  Array.from({ length: SOCKETS }, (_, socket) => stream.subscribe({ ...asked(socket), after: after?.(socket) }));
const closeAll = (all: readonly AsyncIterableIterator<StreamItem>[]) => Promise.all(all.map(each => each.return?.()));

/** How many statements the pool sent while the work was done, but for those that look at types. */
async function statementsOf(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const options = sql.options as { debug?: unknown };
  options.debug = (_connection: number, statement: string) => {
    if (!statement.includes('pg_catalog.pg_type')) count++;
  };
  await work();
  options.debug = false;
  return count;
}

test('an event costs one evaluation a cohort: 200 filters of 5,000 sockets, 200 evaluations', async () => {
  const all = openAll();
  const reading = Promise.all(all.map(each => takeEvents(each, 3)));
  const before = stream.work().evaluations;
  const given = rows(3);
  await append(sql, given);
  for (const events of await reading)
    expect(events.map(each => each.row.eventId)).toEqual(given.map(each => each.eventId));
  expect(stream.work().evaluations - before).toBe(3 * FILTERS);
  await closeAll(all);
});

test('5,000 that come back with cursors cost what their cohorts cost, and miss nothing', async () => {
  const first = stream.subscribe({ ...asked(0), after: undefined });
  await append(sql, rows(300));
  const positions = await takeEvents(first, 300);
  await first.return?.();
  const cursors = new Map<string, string[]>();
  for (let kind = 0; kind < FILTERS; kind++) {
    const { subscriber, conditions } = asked(kind);
    cursors.set(`${subscriber}/${conditions.types}`, [await stream.headCursor(subscriber, conditions)]);
  }
  const missed = rows(40);
  await append(sql, missed);
  await until(async () => (await oldestWaiting(sql)) === undefined);
  const statements = await statementsOf(async () => {
    const all = openAll(
      socket => cursors.get(`${asked(socket).subscriber}/${asked(socket).conditions.types}`)?.[0] ?? '',
    );
    for (const events of await Promise.all(all.map(each => takeEvents(each, 40)))) {
      expect(events.map(each => each.row.eventId)).toEqual(missed.map(each => each.eventId));
    }
    await closeAll(all);
  });
  expect(positions).toHaveLength(300);
  // What was read stands for a second: two readings a cohort, more on a machine that takes longer, never one a socket.
  expect(statements).toBeLessThan(SOCKETS / 4);
});

test('one that does not read costs the others nothing', async () => {
  const slow = Array.from({ length: 50 }, () => stream.subscribe(asked(1)));
  const reader = stream.subscribe(asked(1));
  for (let round = 0; round < 80; round++) {
    const given = rows(1);
    await append(sql, given);
    expect((await takeEvents(reader, 1)).map(each => each.row.eventId)).toEqual(given.map(each => each.eventId));
  }
  await new Promise(resolve => setTimeout(resolve, 60));
  for (const each of slow) {
    await each.next().catch(() => undefined);
    await expect(each.next()).rejects.toMatchObject({
      code: 'CONSUMER_TOO_SLOW',
      details: { cursor: expect.any(String) },
    });
  }
  await reader.return?.();
});

test('a snapshot and what follows it have neither a gap nor an overlap, whoever writes meanwhile', async () => {
  const [, consignment = ''] = ids;
  const conditions = { consignmentIds: [consignment] };
  const written: string[] = [];
  let writing = true;
  const writer = (async () => {
    for (; writing; await new Promise(resolve => setTimeout(resolve, 2))) {
      const row = newRow(consignment);
      await append(sql, [row]);
      written.push(row.eventId);
    }
  })();
  for (let round = 0; round < 25; round++) {
    const { items, read } = stream.snapshotThenLive({ subscriber: 'p', conditions, keys: undefined });
    const seen = await read(async snapshot => {
      const held = await snapshot<
        { id: string }[]
      >`select event_id as id from event_log where consignment_id = ${consignment}`;
      return held.map(each => each.id);
    });
    const live = (await takeEvents(items, 5)).map(each => each.row.eventId);
    const all = [...seen, ...live];
    expect(new Set(all).size).toBe(all.length);
    await until(() => written.length >= all.length);
    expect(new Set(written.slice(0, all.length))).toEqual(new Set(all));
    await items.return?.();
  }
  writing = false;
  await writer;
});

test('a snapshot sees nothing that is committed while it is read', async () => {
  const counts = await inSnapshot(sql, async snapshot => {
    const count = async () => (await snapshot`select count(*)::int as count from event_log`)[0]?.count;
    const before = await count();
    await append(sql, rows(1));
    return [before, await count()];
  });
  expect(counts[0]).toBe(counts[1]);
});
