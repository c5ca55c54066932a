import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { StreamItem, Subscription } from './event-stream.ts';
import { append, makeConsignments, newRow, takeEvents } from './log-writer.fixture.ts';
import { hasNats, type NatsServer, startNats } from './nats-server.fixture.ts';
import { NatsWire } from './nats-wire.ts';
import { createEventStream, type RunningEventStream } from './postgres-event-stream.ts';

const PORT = 14_222 + (process.pid % 1_000);
const URL_OF_NATS = `nats://127.0.0.1:${PORT}`;
const cursorKey = new Uint8Array(32).fill(7);
const ALL: Subscription = { subscriber: 'p1', conditions: {}, keys: undefined };

let database: TestDatabase;
let consignment: string;
let nats: NatsServer | undefined;
let nodes: RunningEventStream[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  [consignment = ''] = await makeConsignments(database.sql, ['forwarder']);
});
afterEach(async () => {
  await Promise.all(nodes.map(node => node.stop()));
  nodes = [];
  await nats?.kill();
  nats = undefined;
});
afterAll(() => database?.drop());

async function startNode(): Promise<RunningEventStream> {
  const node = createEventStream({ sql: database.sql, cursorKey, wire: new NatsWire(URL_OF_NATS) });
  nodes.push(node);
  await node.start();
  return node;
}

/** Milliseconds from commit to delivery. */
async function delay(items: AsyncIterableIterator<StreamItem>): Promise<number> {
  const row = newRow(consignment);
  await append(database.sql, [row]);
  const committed = performance.now();
  const [event] = await takeEvents(items, 1);
  expect(event?.row.eventId).toBe(row.eventId);
  return performance.now() - committed;
}

async function delays(items: AsyncIterableIterator<StreamItem>, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < count; round++) all.push(await delay(items));
  return all.sort((a, b) => a - b);
}

test('without a NATS server everything is delivered, later', async () => {
  const [, follower] = [await startNode(), await startNode()];
  const items = follower.subscribe(ALL);
  const [, middle = 0] = await delays(items, 3);
  expect(middle).toBeLessThan(3_000);
});

if (hasNats) {
  test('rows come from the hub that sequences to the others at once; a server that is killed costs time only, and comes back', async () => {
    nats = await startNats(PORT);
    const [, follower] = [await startNode(), await startNode()];
    const items = follower.subscribe(ALL);
    await expect.poll(async () => (await delays(items, 3))[1], { timeout: 20_000 }).toBeLessThan(150);
    await nats.kill();
    expect((await delays(items, 2))[1]).toBeLessThan(3_000);
    nats = await startNats(PORT);
    await expect.poll(async () => (await delays(items, 3))[1], { timeout: 20_000 }).toBeLessThan(150);
  }, 60_000);
} else {
  test('NATS IS NOT TESTED HERE: there is no nats-server', () => {
    process.stderr.write(
      '\n*** nats-server is missing: the way over NATS is NOT tested. apt-get install nats-server ***\n\n',
    );
    expect(process.env.CI, 'where CI runs, nats-server must be there: see .ci/run').toBeUndefined();
  });
}
