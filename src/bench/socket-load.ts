import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { issueToken } from '../server/token-issuer.ts';
import { appendToLog } from '../store/event-log.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { BENCH_SECRET, openScratchDatabase } from './scratch-database.ts';

/** A hub with many subscribers in groups: each follows one box, and each event is about one box. */
export interface SocketLoad {
  readonly hub: Hub;
  readonly url: string;
  /** What the socket of a group says first, once its connection stands. */
  readonly init: string;
  /** Its subscription, after a cursor or from now on. */
  subscribe(group: number, after?: string): string;
  /** Commits one event for each group named, in one transaction; answers their raw codes, which are the times of writing. */
  write(groups: readonly number[]): Promise<readonly string[]>;
}

const SELECTION = 'kind cursor event { id type rawCode equipment { number } consignment { id } }';
const QUERY = `subscription ($filter: EventFilter, $after: String) { consignmentEvents(filter: $filter, after: $after) { ${SELECTION} } }`;

const boxOf = (group: number) => `BOX${String(group).padStart(7, '0')}`;
/** Milliseconds that two threads of a process read alike. */
export const wallClock = () => performance.timeOrigin + performance.now();

/** A load on a hub and a database that go with it. */
export async function startSocketLoad(): Promise<SocketLoad & { close(): Promise<void> }> {
  const database = await openScratchDatabase();
  const config = readConfig(undefined, { PORT: '0', DATABASE_URL: database.url, CORRIDOR_SECRET: BENCH_SECRET });
  const hub = await startHub({ config, logger: pino({ level: 'error' }) });
  const close = async () => {
    await hub.close();
    await database.close();
  };
  return { ...(await socketLoadOn(hub)), close };
}

export async function socketLoadOn(hub: Hub): Promise<SocketLoad> {
  const { sql, signingKey } = hub.services;
  if (!signingKey) throw new Error('the bench needs the embedded issuer');
  const { token } = await issueToken(signingKey, { role: 'operator', ttlSeconds: 3_600 }, new Date());
  const consignment = uuidv7();
  await sql`insert into consignment (id, created_at, updated_at) values (${consignment}, now(), now())`;
  return {
    hub,
    url: `ws://127.0.0.1:${hub.port}/graphql`,
    init: JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
    subscribe: (group, after) => {
      const variables = { filter: { equipment: boxOf(group) }, after };
      return JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query: QUERY, variables } });
    },
    write: async groups => {
      const rows = groups.map(group => rowOf(consignment, group));
      await sql.begin(work => appendToLog(work, rows, new Date()));
      return rows.map(each => each.body.rawCode);
    },
  };
}

function rowOf(consignmentId: string, group: number) {
  const [equipment, fact] = [boxOf(group), uuidv7()];
  const told = { type: 'GATE_IN', classifier: 'ACT', equipment };
  const body = { ...told, fact, rawCode: String(wallClock()), effective: true, revision: fact };
  return { ...told, places: [], correction: false, cause: null, eventId: fact, consignmentId, factId: fact, body };
}
