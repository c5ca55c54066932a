import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { connect, type Sql } from '../store/database.ts';
import { makeConsignments } from './log-writer.fixture.ts';
import { createEventStream, type RunningEventStream } from './postgres-event-stream.ts';
import {
  type Consignments,
  chanceFrom,
  type PositionSource,
  runStory,
  sightOfTerms,
  type Terms,
} from './stream-oracle.fixture.ts';

/** `ORACLE_SEEDS=5000 ORACLE_FROM=1 npm run oracle` runs more of them. */
const SEEDS = Number(process.env.ORACLE_SEEDS ?? 200);
const FROM = Number(process.env.ORACLE_FROM ?? 1);
const PARALLEL = 8;
/** After so many stories every session of the hubs is cut, also one that is just being opened. */
const CUT_EVERY = Number(process.env.ORACLE_CUTS ?? 24);
const cursorKey = new Uint8Array(32).fill(7);

let database: TestDatabase;
let sql: Sql;
let world: Consignments;
const nodes: { stream: RunningEventStream; sql: Sql }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  const keys = ['key-0', 'key-1', 'key-0', 'key-1'];
  const ids = await makeConsignments(sql, keys);
  world = { keyOf: new Map(ids.map((id, place) => [id, keys[place] ?? ''])) };
});
afterAll(async () => {
  await Promise.all(nodes.map(each => each.stream.stop()));
  await Promise.all(nodes.map(each => each.sql.end({ timeout: 1 })));
  await database?.drop();
});

async function startNode(name: string): Promise<void> {
  const url = new URL(database.url);
  url.searchParams.set('application_name', name);
  const own = connect(url.href, { max: 6 });
  const stream = createEventStream({ sql: own, cursorKey, heartbeatMs: 40 });
  await stream.start();
  nodes.push({ stream, sql: own });
}

/** The hub's own streams: each reading is a subscription of its own, on either of two hubs. */
function hubs(chance: (below: number) => number): PositionSource {
  const any = () => nodes[chance(nodes.length)]?.stream as RunningEventStream;
  return {
    head: async ({ conditions }) => {
      for (;;) {
        const cursor = await any()
          .headCursor('oracle', conditions)
          .catch(() => undefined);
        if (cursor !== undefined) return cursor;
      }
    },
    after: async ({ conditions, keys }, cursor, most) => {
      const items = any().subscribe({ subscriber: 'oracle', conditions, keys: sightOfTerms(keys), after: cursor });
      const events = [];
      try {
        while (events.length < most) {
          const { value, done } = await items.next();
          if (done || value.kind === 'HEARTBEAT') break;
          if (value.kind === 'EVENT') {
            const { eventId: id, consignmentId, sequence } = value.row;
            events.push({ id, consignmentId, sequence, cursor: value.cursor });
          }
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      }
      await items.return?.();
      return events;
    },
  };
}

/** Readers that many logs have, and that lose or reorder: by serial id, and by transaction id. */
function planted(position: 'id' | 'xid'): PositionSource {
  const column = position === 'id' ? 'e.id' : '(e.xmin::text::bigint * 100000 + e.sequence)';
  const read = async ({ conditions, keys }: Terms, cursor: string, most: number) => {
    const rows = await sql.unsafe(
      `select ${column} as place, e.event_id as id, e.consignment_id as "consignmentId", e.sequence from event_log e
       where ${column} > $1 and ($2::text[] is null or e.type = any($2)) and ($3::text[] is null or exists (select 1 from consignment_filter a
         where a.consignment_id = e.consignment_id and a.origin = any($3))) order by 1 limit ${most}`,
      [cursor, conditions.types ? [...conditions.types] : null, keys ? [...keys] : null] as never,
    );
    await new Promise(resolve => setTimeout(resolve, 2));
    return rows.map(row => ({
      id: row.id,
      consignmentId: row.consignmentId,
      sequence: row.sequence,
      cursor: String(row.place),
    }));
  };
  return {
    head: async () => {
      const [row] = await sql.unsafe(`select coalesce(max(${column}), 0) as place from event_log e`);
      return String(row?.place);
    },
    after: read,
  };
}

async function firstFault(source: (seed: number) => PositionSource, seeds: number): Promise<string | undefined> {
  for (let seed = FROM; seed < FROM + seeds; seed++) {
    const found = await runStory(seed, sql, world, source(seed), 1_000);
    if (found.length > 0) return `seed ${seed}: ${found[0]}`;
  }
  return undefined;
}

test.each(['id', 'xid'] as const)(
  'the oracle catches a reader by %s',
  async position => {
    const found = await firstFault(() => planted(position), 40);
    process.stdout.write(`a reader by ${position}: ${found}\n`);
    expect(found).toMatch(/misses|after/);
  },
  60_000,
);

test(
  `${SEEDS} stories on two hubs: nothing missing, nothing foreign, order kept`,
  async () => {
    await Promise.all([startNode('oracle-a'), startNode('oracle-b')]);
    for (let seed = FROM; seed < FROM + SEEDS; seed += PARALLEL) {
      const batch = Array.from({ length: Math.min(PARALLEL, FROM + SEEDS - seed) }, (_, place) => seed + place);
      const stories = batch.map(each => story(each));
      if (seed > FROM && (seed - FROM) % CUT_EVERY === 0) {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'oracle-%'`;
      }
      expect((await Promise.all(stories)).flat()).toEqual([]);
    }
  },
  SEEDS * 2_000,
);

/** Stories run beside each other, each in a world of its own. */
async function story(seed: number): Promise<string[]> {
  const keys = [`key-0`, `key-1`, `key-0`];
  const ids = await makeConsignments(sql, keys);
  const own = { keyOf: new Map(ids.map((id, place) => [id, keys[place] ?? ''])) };
  const hub = hubs(chanceFrom(seed));
  const inOwn = ({ conditions, keys: held }: Terms): Terms => ({
    conditions: { ...conditions, consignmentIds: ids },
    keys: held,
  });
  const source: PositionSource = {
    head: terms => hub.head(inOwn(terms)),
    after: (terms, cursor, most) => hub.after(inOwn(terms), cursor, most),
  };
  return (await runStory(seed, sql, own, source)).map(each => `seed ${seed}: ${each}`);
}
