import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { connect, openDatabase, type Sql } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { begin, mustEnd } from './what-must-end.ts';

/** Seals what a benchmark writes, as any hub's secret does. */
export const BENCH_SECRET = 'a secret of the benchmarks';

/** An empty database of its own, as durable as any: beside the configured one, or in an embedded server that goes with it. */
export interface ScratchDatabase {
  readonly url: string;
  /** Forgets what an earlier measurement wrote. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** `settings` are for the embedded server alone. */
export async function openScratchDatabase(settings: Readonly<Record<string, string>> = {}): Promise<ScratchDatabase> {
  const dataDir = await scratchFolder('database');
  const opening = openDatabase({ ...readConfig(), dataDir }, settings);
  const [{ sql: admin, url: adminUrl }, closeServer] = await begin(opening, each => each.close());
  const name = `corridor_bench_${randomBytes(4).toString('hex')}`;
  await admin`create database ${admin(name)}`;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const sql = connect(url.href, { max: 1 });
  const close = mustEnd(async () => {
    await sql.end({ timeout: 1 });
    await admin`drop database ${admin(name)} with (force)`;
    await closeServer();
    await rm(dataDir, { recursive: true, force: true });
  });
  await migrate(sql);
  return { url: url.href, empty: () => emptyTables(sql), close };
}

/** A folder that goes with the benchmark. */
export async function scratchFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `corridor-bench-${name}-`));
  mustEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Tables that migrations fill stay as they are. */
async function emptyTables(sql: Sql): Promise<void> {
  await sql`truncate message, consignment, event_log, journey restart identity cascade`;
  await sql`checkpoint`;
}
