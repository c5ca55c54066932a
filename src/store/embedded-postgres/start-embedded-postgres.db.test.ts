import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../database.ts';
import { findPostmaster, isServing, stopPostmaster } from './postmaster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const HUB = join(import.meta.dirname, 'hub-process.fixture.ts');

let dataDir: string;
let clusterDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'corridor-embedded-'));
  clusterDir = join(dataDir, 'postgres');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const left = findPostmaster(clusterDir);
  if (left) await stopPostmaster(left.pid, clusterDir);
  rmSync(dataDir, { recursive: true });
});

/** Starts a hub of its own process and waits until it has acknowledged so many rows. */
async function hubWithRows(count: number): Promise<{ hub: ChildProcess; acknowledged: number[] }> {
  const hub = spawn(process.execPath, ['--import', 'tsx', HUB, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(hub);
  const acknowledged: number[] = [];
  const lines = createInterface({ input: hub.stdout });
  lines.on('line', line => line.startsWith('row ') && acknowledged.push(Number(line.slice(4))));
  while (acknowledged.length < count) {
    if (hub.exitCode !== null) throw new Error(`the hub ended with ${hub.exitCode}`);
    await sleep(10);
  }
  return { hub, acknowledged };
}

async function kill9(hub: ChildProcess): Promise<void> {
  hub.kill('SIGKILL');
  await once(hub, 'close');
}

async function rowsOf({ url }: EmbeddedPostgres): Promise<ReadonlySet<number>> {
  const sql = connect(url, { max: 1 });
  const rows = await sql<{ number: number }[]>`select number from acknowledged`;
  await sql.end();
  return new Set(rows.map(row => row.number));
}

describe('a hub that is killed', () => {
  test('leaves its server, which the next start adopts with every acknowledged row', async () => {
    const { hub, acknowledged } = await hubWithRows(50);
    await kill9(hub);
    const next = await startEmbeddedPostgres({ dataDir });
    expect(next.adopted).toBe(true);
    const rows = await rowsOf(next);
    expect(acknowledged.filter(number => !rows.has(number))).toEqual([]);
    await next.stop();
    expect(findPostmaster(clusterDir)).toBeUndefined();
  });

  test('together with its server loses nothing that was acknowledged', async () => {
    const { hub, acknowledged } = await hubWithRows(50);
    const pid = findPostmaster(clusterDir)?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await kill9(hub);
    const next = await startEmbeddedPostgres({ dataDir });
    expect(next.adopted).toBe(false);
    const rows = await rowsOf(next);
    expect(acknowledged.filter(number => !rows.has(number))).toEqual([]);
    await next.stop();
  });
});

describe('a server in use by two hubs', () => {
  test('outlives the first to stop, and ends with the last', async () => {
    const { hub } = await hubWithRows(1);
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.adopted).toBe(true);
    hub.kill('SIGTERM');
    await once(hub, 'close');
    expect((await rowsOf(second)).size).toBeGreaterThan(0);
    await second.stop();
    expect(findPostmaster(clusterDir)).toBeUndefined();
  });

  test('is one, even when several start at once in an empty folder', async () => {
    const hubs = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
    expect(new Set(hubs.map(hub => hub.url)).size).toBe(1);
    expect(hubs.filter(hub => !hub.adopted)).toHaveLength(1);
    await Promise.all(hubs.map(hub => hub.stop()));
    expect(findPostmaster(clusterDir)).toBeUndefined();
  });
});

describe('a lock file left behind', () => {
  beforeEach(async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    const content = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8');
    await server.stop();
    writeFileSync(join(clusterDir, 'postmaster.pid'), content.replace(/^\d+/, `${process.pid}`));
  });

  test('names a process that is alive but no server of this cluster: it does not block', async () => {
    expect(isServing(process.pid, clusterDir)).toBe(false);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.adopted).toBe(false);
    await server.stop();
  });
});

test('a server that does not answer is stopped and started anew', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  const pid = findPostmaster(clusterDir)?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  const second = await startEmbeddedPostgres({ dataDir });
  expect(second.adopted).toBe(false);
  expect(isServing(pid, clusterDir)).toBe(false);
  await second.stop();
  await first.stop();
});

test('the server listens on the loopback only, asks for its password, syncs, and keeps its port', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  const sql = connect(server.url, { max: 1 });
  const [row] = await sql`select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync`;
  expect(row).toEqual({ listen: '127.0.0.1', fsync: 'on' });
  await sql.end();
  const wrong = connect(server.url.replace(/:[^:@]+@/, ':wrong@'), { max: 1 });
  await expect(wrong`select 1`).rejects.toMatchObject({ code: '28P01' });
  await wrong.end();
  await server.stop();
  const again = await startEmbeddedPostgres({ dataDir });
  expect(again.url).toBe(server.url);
  await again.stop();
});
