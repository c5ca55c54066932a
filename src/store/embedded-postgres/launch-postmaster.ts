import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openServerFolder } from './cluster-folder.ts';
import { SERVER_ENVIRONMENT } from './initialise-cluster.ts';
import { findPostmaster, type Postmaster } from './postmaster.ts';
import type { ServerAccount } from './server-account.ts';

export type ServerSettings = Readonly<Record<string, string>>;

export interface LaunchPlan {
  readonly postgres: string;
  readonly clusterDir: string;
  readonly logFile: string;
  readonly account: ServerAccount | undefined;
  readonly settings: ServerSettings;
}

export type Launch = { readonly postmaster: Postmaster } | { readonly failure: string };

const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 5;
const LOG_TAIL_BYTES = 2_000;

function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', error => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The same port as last time, while nobody else has taken it: whoever wrote the URL down finds it again. */
async function choosePort(portFile: string): Promise<number> {
  let last = 0;
  try {
    last = Number(readFileSync(portFile, 'utf8')) || 0;
  } catch {
    last = 0;
  }
  const port = await freePort(last);
  writeFileSync(portFile, `${port}\n`);
  return port;
}

function serverArguments(folder: string, port: number, settings: ServerSettings): string[] {
  // A batch of a thousand messages locks what they quote, key by key.
  const locks = { max_locks_per_transaction: '256' };
  const always = { listen_addresses: '127.0.0.1', port: `${port}`, unix_socket_directories: '' };
  const options = Object.entries({ ...locks, ...settings, ...always });
  return ['-D', folder, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function tailFrom(logFile: string, start: number): string {
  const log = openSync(logFile, 'r');
  try {
    const size = fstatSync(log).size;
    const from = Math.max(start, size - LOG_TAIL_BYTES);
    const tail = Buffer.alloc(size - from);
    readSync(log, tail, 0, tail.length, from);
    return tail.toString('utf8').trim();
  } finally {
    closeSync(log);
  }
}

function spawnServer(plan: LaunchPlan, port: number): ChildProcess {
  const folder = openServerFolder(plan.clusterDir, plan.account);
  const log = openSync(plan.logFile, 'a');
  const child = spawn(plan.postgres, serverArguments(folder.path, port, plan.settings), {
    ...plan.account,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log, folder.descriptor],
  });
  closeSync(log);
  folder.close();
  child.unref();
  return child;
}

/**
 * Starts a server of its own session: Ctrl-C reaches the hub only, which drains and then stops its database, and a
 * killed hub leaves a server that the next start adopts.
 */
export async function launchPostmaster(plan: LaunchPlan): Promise<Launch> {
  const port = await choosePort(join(plan.clusterDir, 'corridor.port'));
  const logStart = statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const deadline = performance.now() + READY_TIMEOUT_MS;
  const child = spawnServer(plan, port);
  let unable: Error | undefined;
  child.once('error', error => {
    unable = error;
  });
  while (!unable && child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const postmaster = findPostmaster(plan.clusterDir);
    if (postmaster?.pid === child.pid && postmaster?.ready) return { postmaster };
    await sleep(POLL_MS);
  }
  return { failure: unable?.message ?? tailFrom(plan.logFile, logStart) };
}
