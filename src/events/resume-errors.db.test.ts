import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { connect, type Sql } from '../store/database.ts';
import { logHead } from '../store/event-reader.ts';
import type { Subscription } from './event-stream.ts';
import { append, makeConsignments, newRow, takeEvents, until } from './log-writer.fixture.ts';
import { createEventStream, type RunningEventStream } from './postgres-event-stream.ts';

const cursorKey = new Uint8Array(32).fill(7);
const ALL: Subscription = { subscriber: 'p1', conditions: {}, keys: undefined };

let database: TestDatabase;
let sql: Sql;
let stream: RunningEventStream;
let consignment: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  [consignment = ''] = await makeConsignments(sql, ['forwarder']);
  await startAnew();
});
afterAll(async () => {
  await stream?.stop();
  await database?.drop();
});

async function startAnew(): Promise<void> {
  await stream?.stop();
  stream = createEventStream({ sql, cursorKey });
  await stream.start();
}

async function cursorsOf(count: number): Promise<string[]> {
  const items = stream.subscribe(ALL);
  await append(
    sql,
    Array.from({ length: count }, () => newRow(consignment)),
  );
  const events = await takeEvents(items, count);
  await items.return?.();
  return events.map(event => event.cursor);
}

async function expectRefused(given: Partial<Subscription>, code: string): Promise<void> {
  const refused = expect.objectContaining({ code, remedy: 'fix-query' });
  await expect(stream.subscribe({ ...ALL, ...given }).next()).rejects.toEqual(refused);
  await expect(stream.assertResumable({ ...ALL, ...given })).rejects.toEqual(refused);
}

test('a cursor of another subscriber or filter is foreign', async () => {
  const [after] = await cursorsOf(1);
  await expectRefused({ after, subscriber: 'p2' }, 'CURSOR_FOREIGN');
  await expectRefused({ after, conditions: { types: ['LOADED'] } }, 'CURSOR_FOREIGN');
  await expect(stream.assertResumable({ ...ALL, after })).resolves.toBeUndefined();
});

test('a filter as it was written binds the cursor, whatever it stands for today', async () => {
  const filter = { consignment: { ucr: 'U1' } };
  const after = await stream.headCursor('p1', { consignmentIds: [consignment] }, filter);
  const merged = { consignmentIds: ['00000000-0000-7000-8000-000000000000'] };
  const resumed = { subscriber: 'p1', conditions: merged, filter, after };
  await expect(stream.assertResumable(resumed)).resolves.toBeUndefined();
});

test('a cursor before the oldest event that is kept is too old; the last one before it is not', async () => {
  const [first, second, third] = await cursorsOf(4);
  await sql`delete from event_log where position <= (select head - 1 from log_state)`;
  await expectRefused({ after: first }, 'CURSOR_TOO_OLD');
  await expectRefused({ after: second }, 'CURSOR_TOO_OLD');
  const resumed = stream.subscribe({ ...ALL, after: third });
  expect(await takeEvents(resumed, 1)).toHaveLength(1);
  await resumed.return?.();
});

test('a cursor from before the first event is good while the first events are given their positions', async () => {
  for (let round = 0; round < 15; round++) {
    await sql`delete from event_log`;
    await sql`update log_state set head = 0`;
    const after = await stream.headCursor(ALL.subscriber, ALL.conditions);
    let placed = false;
    const written = append(sql, [newRow(consignment)]).then(async () => {
      await until(async () => (await logHead(sql)).position === 1);
      placed = true;
    });
    const resume = async () => {
      while (!placed) await stream.assertResumable({ ...ALL, after });
    };
    await Promise.all([written, resume(), resume(), resume(), resume()]);
  }
  await startAnew();
});

test('a log that is put back and filled again refuses the cursors that it gave before', async () => {
  const [, kept, lost, last] = await cursorsOf(4);
  await sql`delete from event_log where position > (select head - 2 from log_state)`;
  await sql`update log_state set head = head - 2`;
  await startAnew();
  await expectRefused({ after: last }, 'CURSOR_FUTURE');
  await cursorsOf(2);
  await expectRefused({ after: lost }, 'CURSOR_TOO_OLD');
  await expectRefused({ after: last }, 'CURSOR_TOO_OLD');
  await expect(stream.assertResumable({ ...ALL, after: kept })).resolves.toBeUndefined();
});

test('a new epoch ends those who listen, and refuses their cursors', async () => {
  const [after] = await cursorsOf(1);
  const items = stream.subscribe(ALL);
  await items.next();
  const pending = items.next();
  await sql`update log_state set epoch = gen_random_uuid()`;
  await expect(pending).rejects.toMatchObject({ code: 'CURSOR_TOO_OLD' });
  await expectRefused({ after }, 'CURSOR_TOO_OLD');
  expect(await cursorsOf(1)).toHaveLength(1);
});

test('a backup restored into another database is another epoch', async () => {
  const source = await createTestDatabase();
  const url = new URL(source.url);
  const copy = `${url.pathname.slice(1)}_copy`;
  const original = createEventStream({ sql: source.sql, cursorKey });
  await original.start();
  const after = await original.headCursor('p1', {});
  await expect(original.assertResumable({ ...ALL, after })).resolves.toBeUndefined();
  await original.stop();
  await source.close();
  await sql`create database ${sql(copy)} template ${sql(url.pathname.slice(1))}`;
  url.pathname = `/${copy}`;
  const restoredSql = connect(url.href, { max: 2 });
  const restored = createEventStream({ sql: restoredSql, cursorKey });
  await restored.start();
  await expect(restored.assertResumable({ ...ALL, after })).rejects.toMatchObject({ code: 'CURSOR_TOO_OLD' });
  await restored.stop();
  await restoredSql.end();
  await sql`drop database ${sql(copy)} with (force)`;
  await source.drop();
});
