import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { PASSWORD_FILE, SUPERUSER } from './initialise-cluster.ts';

const DATABASE = 'corridor';
/** "corridor" in the phone keypad's digits: any constant will do, as long as every hub uses the same. */
const LEASE_LOCK = 26_774_367;
const DUPLICATE_DATABASE = '42P04';
const UNIQUE_VIOLATION = '23505';
const REJOIN_MS = 500;

/** A hub's word that it is using the server, kept as a shared lock which falls with the hub's connection. */
export interface ServerLease {
  readonly url: string;
  /** Gives the word back; true if nobody else is using the server, which nobody can join until `end`. */
  release(): Promise<boolean>;
  end(): Promise<void>;
}

export function serverUrl(clusterDir: string, port: number, database: string): string {
  const password = readFileSync(join(clusterDir, PASSWORD_FILE), 'utf8').trim();
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(sql: postgres.Sql): Promise<void> {
  const [existing] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
  if (existing) return;
  try {
    await sql`create database ${sql(DATABASE)}`;
  } catch (error) {
    const code = error instanceof postgres.PostgresError ? error.code : undefined;
    if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error;
  }
}

/** Class 28: the server answers, and does not know the password that is kept beside its data. */
export function isRefusal(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code.startsWith('28');
}

/**
 * Joins the server's users. `stop` of one hub must not take the database from under another (a `corridor ingest` beside
 * a running hub), so that each holds a shared lock, and the last to leave finds that it can have the lock alone.
 */
export async function takeLease(clusterDir: string, port: number): Promise<ServerLease> {
  let held = false;
  const sql = postgres(serverUrl(clusterDir, port, 'postgres'), {
    max: 1,
    connect_timeout: 2,
    max_lifetime: null,
    onnotice: () => undefined,
    // A backend that crashes takes every session with it: say again that we are here, until the server is back.
    onclose: () => setTimeout(() => held && hold().catch(() => undefined), REJOIN_MS).unref(),
  });
  const hold = () => sql`select pg_advisory_lock_shared(${LEASE_LOCK})`;
  try {
    await hold();
    await ensureDatabase(sql);
    held = true;
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  return {
    url: serverUrl(clusterDir, port, DATABASE),
    release: async () => {
      held = false;
      await sql`select pg_advisory_unlock_shared(${LEASE_LOCK})`;
      const [row] = await sql<{ last: boolean }[]>`select pg_try_advisory_lock(${LEASE_LOCK}) as last`;
      return row?.last === true;
    },
    end: () => sql.end({ timeout: 1 }),
  };
}
