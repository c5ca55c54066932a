import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../src/config.ts';
import { connect } from '../src/store/database.ts';
import { findPostmaster } from '../src/store/embedded-postgres/postmaster.ts';
import { startEmbeddedPostgres } from '../src/store/embedded-postgres/start-embedded-postgres.ts';
import { migrateJobs } from '../src/store/job-queue.ts';
import { migrate } from '../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with a `TestCluster`, started by the first to ask. */
    testClusterUrl: string;
  }
}

/** Where a test makes its database, and what it copies. */
export interface TestCluster {
  readonly adminUrl: string;
  readonly template: string;
}

interface RunningCluster extends TestCluster {
  stop(): Promise<void>;
}

const ROOM_NEEDED = 2 * 1024 ** 3;
const FOLDER = 'corridor-test-';
/** Nothing of a test's cluster outlives its run, so that none of it has to be on a disk. */
const UNSAFE_AND_FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  max_wal_size: '512MB',
};

function scratchFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > ROOM_NEEDED) return '/dev/shm';
  } catch {
    // No such file system here.
  }
  return tmpdir();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ends the server of a run and removes its folder, at once: nothing in it is worth a checkpoint. */
function discard(folder: string): void {
  const postmaster = findPostmaster(join(folder, 'postgres'));
  if (postmaster) process.kill(postmaster.pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** A run that was killed left its server: its folder names the run's process. */
function discardAbandoned(parent: string): void {
  for (const name of readdirSync(parent).filter(entry => entry.startsWith(FOLDER))) {
    const pid = Number(name.slice(FOLDER.length).split('-')[0]);
    if (!isAlive(pid)) discard(join(parent, name));
  }
}

async function startOwnServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const parent = scratchFolder();
  discardAbandoned(parent);
  const dataDir = mkdtempSync(join(parent, `${FOLDER}${process.pid}-`));
  const abandon = () => discard(dataDir);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      abandon();
      process.kill(process.pid, signal);
    });
  }
  process.once('exit', abandon);
  const server = await startEmbeddedPostgres({ dataDir, settings: UNSAFE_AND_FAST });
  return { url: server.url, stop: () => server.stop().finally(abandon) };
}

async function dropRun(adminUrl: string, run: string): Promise<void> {
  const admin = connect(adminUrl, { max: 1 });
  const left = await admin<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${run})`;
  for (const { datname } of left) await admin`drop database if exists ${admin(datname)} with (force)`;
  await admin.end();
}

async function startCluster(run: string): Promise<RunningCluster> {
  const external = readConfig().databaseUrl;
  const own = external === undefined ? await startOwnServer() : undefined;
  const adminUrl = own?.url ?? external ?? '';
  const template = `${run}_template`;
  const admin = connect(adminUrl, { max: 1 });
  await admin`create database ${admin(template)}`;
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = `/${template}`;
  const sql = connect(url.href, { max: 1 });
  await migrate(sql);
  await sql.end();
  await migrateJobs(url.href);
  return { adminUrl, template, stop: () => own?.stop() ?? dropRun(adminUrl, run) };
}

function listen(server: Server): Promise<string> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** One cluster for the run, with the migrations applied once to a template; a run that asks for no database starts none. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = `corridor_test_${randomBytes(6).toString('hex')}`;
  let cluster: Promise<RunningCluster> | undefined;
  const server = createServer((_request, response) => {
    cluster ??= startCluster(run);
    cluster.then(
      ({ adminUrl, template }) => response.end(JSON.stringify({ adminUrl, template } satisfies TestCluster)),
      error => response.writeHead(500).end(String(error)),
    );
  });
  project.provide('testClusterUrl', await listen(server));
  return async () => {
    server.close();
    const running = await cluster?.catch(() => undefined);
    await running?.stop();
  };
}
