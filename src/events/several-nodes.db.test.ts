import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { connect, type Sql } from '../store/database.ts';
import type { StreamItem, Subscription } from './event-stream.ts';
import { append, makeConsignments, newRow } from './log-writer.fixture.ts';
import { createEventStream, type RunningEventStream } from './postgres-event-stream.ts';

const cursorKey = new Uint8Array(32).fill(7);
const ALL: Subscription = { subscriber: 'p1', conditions: {}, keys: undefined };
const WRITERS = 4;
const EACH = 60;
const CONSIGNMENTS = 5;

let database: TestDatabase;
let sql: Sql;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  ids = await makeConsignments(sql, Array(CONSIGNMENTS).fill('forwarder'));
});
afterAll(() => database?.drop());

/** Repeatable chance (a linear congruential generator). */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

interface Node {
  readonly stream: RunningEventStream;
  /** Ends its connections from the server's side first, as a killed process loses them. */
  kill(): Promise<void>;
}

async function startNode(name: string): Promise<Node> {
  const url = new URL(database.url);
  url.searchParams.set('application_name', name);
  const own = connect(url.href, { max: 3 });
  const stream = createEventStream({ sql: own, cursorKey });
  await stream.start();
  const kill = async () => {
    const ended = await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`;
    expect(ended.length).toBeGreaterThan(1);
    await stream.stop();
    await own.end({ timeout: 1 });
  };
  return { stream, kill };
}

async function write(seed: number, written: Map<string, true>): Promise<void> {
  const chance = chanceFrom(seed);
  for (let count = 0; count < EACH; count++) {
    const rows = Array.from({ length: 1 + chance(4) }, () => newRow(ids[chance(CONSIGNMENTS)] ?? ''));
    await sql.begin(async transaction => {
      await append(transaction, rows);
      await pause(chance(8));
    });
    for (const row of rows) written.set(row.eventId, true);
  }
}

type Delivered = Extract<StreamItem, { kind: 'EVENT' }>;

type Items = AsyncIterableIterator<StreamItem>;

/** The next item; or nothing, where the node drained or lost its database in the middle of a replay. */
async function nextOrNothing(items: Items): Promise<StreamItem | undefined> {
  try {
    const { value, done } = await items.next();
    return done ? undefined : value;
  } catch (error) {
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later' });
    return undefined;
  }
}

interface Reading {
  readonly delivered: Delivered[];
  readonly visits: number;
}

/** Reads until all is there, leaving at random points and coming back with its cursor on a node that lives. */
async function readThrough(
  nodes: () => readonly Node[],
  seed: number,
  isComplete: (delivered: readonly Delivered[]) => boolean,
): Promise<Reading> {
  const chance = chanceFrom(seed);
  const delivered: Delivered[] = [];
  const from = await nodes()[0]?.stream.headCursor(ALL.subscriber, ALL.conditions);
  let after = from;
  for (let visits = 1; ; visits++) {
    const items = nodes()[chance(nodes().length)]?.stream.subscribe({ ...ALL, after });
    for (let left = 1 + chance(40); items && left > 0; left--) {
      const item = await nextOrNothing(items);
      if (!item) break;
      after = item.cursor;
      if (item.kind === 'EVENT') delivered.push(item);
      if (isComplete(delivered)) left = 0;
    }
    await items?.return?.();
    if (isComplete(delivered)) return { delivered, visits };
  }
}

test('writers, nodes that die and a reader that comes and goes: each event once, in order, none missing', async () => {
  const written = new Map<string, true>();
  let nodes = [await startNode('node-a'), await startNode('node-b')];
  let writing = true;
  const isComplete = (delivered: readonly Delivered[]) => !writing && delivered.length >= written.size;
  const readers = [11, 12].map(seed => readThrough(() => nodes, seed, isComplete));
  const writers = Array.from({ length: WRITERS }, (_, seed) => write(seed, written));
  await pause(150);
  const [first, second] = nodes;
  nodes = nodes.slice(1);
  await first?.kill();
  nodes = [...nodes, await startNode('node-c')];
  await pause(100);
  nodes = nodes.slice(1);
  await second?.kill();
  await Promise.all(writers);
  writing = false;
  const last = newRow(ids[0] ?? '');
  written.set(last.eventId, true);
  await append(sql, [last]);

  for (const { delivered, visits } of await Promise.all(readers)) {
    expect(visits).toBeGreaterThan(5);
    const positions = delivered.map(({ row }) => row.position);
    expect(positions).toEqual(positions.map((_, place) => place + 1));
    expect(new Set(delivered.map(({ row }) => row.eventId))).toEqual(new Set(written.keys()));
    for (const id of ids) {
      const sequences = delivered.filter(({ row }) => row.consignmentId === id).map(({ row }) => row.sequence);
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
  }
  await Promise.all(nodes.map(node => node.kill()));
});

test('two nodes are one: what one sequences the other delivers, and a cursor of one resumes on the other', async () => {
  const [one, other] = [await startNode('node-d'), await startNode('node-e')];
  const after = await one.stream.headCursor(ALL.subscriber, ALL.conditions);
  const given = [newRow(ids[0] ?? ''), newRow(ids[1] ?? '')];
  await append(sql, given);
  for (const { stream } of [one, other]) {
    const items = stream.subscribe({ ...ALL, after });
    const got: string[] = [];
    while (got.length < 2) {
      const { value } = await items.next();
      if (value?.kind === 'EVENT') got.push(value.row.eventId);
    }
    expect(got).toEqual(given.map(row => row.eventId));
    await items.return?.();
  }
  await Promise.all([one.kill(), other.kill()]);
});
