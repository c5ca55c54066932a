import postgres from 'postgres';
import type { Config } from '../config.ts';
import { CorridorError } from '../errors.ts';
import type { ServerSettings } from './embedded-postgres/launch-postmaster.ts';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.ts';

export type Sql = postgres.Sql;
/** What a query inside `sql.begin` runs on. */
export type TransactionSql = postgres.TransactionSql;

/** The store's one way in. drizzle describes tables and writes migrations; it never gets this client, whose date codecs it would rewire. */
export interface Database {
  readonly sql: Sql;
  /** For the few statements that every request needs, and that are always the same: each is planned once a connection. */
  readonly steady: Sql;
  readonly url: string;
  /** Ends the pool, and the embedded server if nobody else is using it. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly max?: number;
  /** Planned once, whatever the parameters: to plan a look-up costs Postgres three times what the look-up does. */
  readonly plansOnce?: boolean;
}

const OLDEST_SERVER = 15;
const NEWEST_SERVER = 18;

const OID = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 };

/** Log positions and counts are far below 2^53; one that is not must not be rounded in silence. */
export function parseBigint(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new CorridorError('INTERNAL', 'report-bug', `a bigint of ${text} does not fit a number: select it as text`);
}

const TYPES = {
  bigint: { to: OID.int8, from: [OID.int8], serialize: String, parse: parseBigint },
  // A calendar date has no zone: as a Date it would become midnight somewhere.
  calendarDate: { to: OID.date, from: [OID.date], serialize: String, parse: String },
  date: {
    to: OID.timestamptz,
    from: [OID.timestamp, OID.timestamptz],
    serialize: (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
    parse: (text: string) => new Date(text),
  },
};

/**
 * Seconds before a lost connection is opened anew. The driver's own counts every connection that falls, so that a pool that is cut at once
 * would wait for twenty seconds.
 */
const backoff = (retries: number): number => Math.min(0.05 * 2 ** Math.min(retries, 5), 1) * (0.5 + Math.random() / 2);

const PLANS_ONCE = { plan_cache_mode: 'force_generic_plan', jit: 'off' };
const STEADY = 4;

/** A pool with the store's codecs: `bigint` is a number, `date` a `YYYY-MM-DD` string, `timestamptz` a Date. */
export function connect(url: string, { max = 16, plansOnce = false }: ConnectOptions = {}): Sql {
  const options = {
    max,
    backoff,
    types: TYPES,
    onnotice: () => undefined,
    connection: { application_name: 'corridor', ...(plansOnce && PLANS_ONCE) },
  };
  return postgres(url, options) as unknown as Sql;
}

function unusable(error: unknown): CorridorError {
  const reason = error instanceof AggregateError ? String(error.errors[0]) : String(error);
  return new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', `the database cannot be used: ${reason}`, { reason });
}

export function assertSupportedServer(versionNumber: number): void {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= OLDEST_SERVER && major <= NEWEST_SERVER) return;
  const message = `the database is Postgres ${major}; Corridor runs on ${OLDEST_SERVER} to ${NEWEST_SERVER}`;
  throw new CorridorError('CONFIGURATION', 'fix-query', message);
}

async function serverVersion(sql: Sql): Promise<number> {
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    return row?.version ?? 0;
  } catch (error) {
    throw unusable(error);
  }
}

/** The configured database, or the embedded one (`settings` are its own). The tables are `migrate`'s. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  settings: ServerSettings = {},
): Promise<Database> {
  const embedded = config.databaseUrl === undefined ? await startEmbeddedPostgres({ ...config, settings }) : undefined;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const sql = connect(url);
  const steady = connect(url, { max: STEADY, plansOnce: true });
  const close = async () => {
    await Promise.all([sql.end({ timeout: 5 }), steady.end({ timeout: 5 })]);
    await embedded?.stop();
  };
  try {
    assertSupportedServer(await serverVersion(sql));
  } catch (error) {
    await close();
    throw error;
  }
  return { sql, steady, url, close };
}
