import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server's main process, as its lock file names it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const POLL_MS = 10;
const EMPTY_LOCK_FILE_MS = 2_000;

function lockFile(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}

function readLockFile(clusterDir: string): string | undefined {
  try {
    return readFileSync(lockFile(clusterDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `postmaster.pid` (miscadmin.h): pid, folder, start time, port, socket folder, address, shared memory key, status. */
export function parseLockFile(content: string): Postmaster {
  const lines = content.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function worksIn(pid: number, clusterDir: string): boolean {
  const workingFolder = statSync(`/proc/${pid}/cwd`);
  const cluster = statSync(clusterDir);
  return workingFolder.ino === cluster.ino && workingFolder.dev === cluster.dev;
}

function isRunningPostgres(pid: number): boolean {
  const [state = '', command = ''] = execFileSync('ps', ['-p', `${pid}`, '-o', 'stat=,comm='], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  return !state.startsWith('Z') && command.includes('postgres');
}

/**
 * Whether the process is a living server of this very cluster. A zombie still answers `kill -0`, and its number may
 * have gone to somebody else; a Postgres works in its cluster's folder, a zombie in none.
 */
export function isServing(pid: number, clusterDir: string): boolean {
  try {
    if (process.platform === 'linux') return worksIn(pid, clusterDir);
    return process.platform === 'win32' ? process.kill(pid, 0) : isRunningPostgres(pid);
  } catch {
    return false;
  }
}

/** An empty lock file is one that is being written this moment, or that a full disk left behind. */
function isStale(clusterDir: string, content: string): boolean {
  const file = statSync(lockFile(clusterDir), { throwIfNoEntry: false });
  if (!file || readLockFile(clusterDir) !== content) return false;
  return content !== '' || Date.now() - file.mtimeMs > EMPTY_LOCK_FILE_MS;
}

/**
 * The cluster's living postmaster. A lock file without one is removed, since Postgres refuses to start when it names
 * any process at all; read again just before, lest another start has put its own there.
 */
export function findPostmaster(clusterDir: string): Postmaster | undefined {
  const content = readLockFile(clusterDir);
  if (content === undefined) return undefined;
  const postmaster = parseLockFile(content);
  if (isServing(postmaster.pid, clusterDir)) return postmaster;
  if (isStale(clusterDir, content)) rmSync(lockFile(clusterDir));
  return undefined;
}

/** Waits while a postmaster lives but is not ready (crash recovery): ready, gone, or still not ready at the deadline. */
export async function awaitReady(clusterDir: string, timeoutMs: number): Promise<Postmaster | undefined> {
  const deadline = performance.now() + timeoutMs;
  let found = findPostmaster(clusterDir);
  while (found && !found.ready && performance.now() < deadline) {
    await sleep(POLL_MS);
    found = findPostmaster(clusterDir);
  }
  return found;
}

async function isGone(pid: number, clusterDir: string, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isServing(pid, clusterDir)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

type Escalation = readonly (readonly [signal: NodeJS.Signals, patienceMs: number])[];

/** Postgres: SIGINT is the fast shutdown (sessions rolled back, a last checkpoint), SIGQUIT the immediate one. */
const ORDERLY: Escalation = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
/** For a server that answers nobody: what it has acknowledged is in its log already. */
export const UNRESPONSIVE: Escalation = [
  ['SIGQUIT', 1_000],
  ['SIGKILL', 5_000],
];

export async function stopPostmaster(pid: number, clusterDir: string, escalation = ORDERLY): Promise<void> {
  for (const [signal, patienceMs] of escalation) {
    if (!isServing(pid, clusterDir)) return;
    process.kill(pid, signal);
    if (await isGone(pid, clusterDir, patienceMs)) return;
  }
}
