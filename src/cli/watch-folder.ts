import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CorridorError } from '../errors.ts';
import { notThere } from './failure.ts';

export interface DroppedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Watch {
  readonly signal: AbortSignal;
  readonly pauseMs?: number;
  /** A file that was written to less long ago may still be. */
  readonly stillMs?: number;
}

const PAUSE_MS = 500;
const STILL_MS = 2_000;
/** What transfer programs call a file until it is whole, and what stands beside a message without being one. */
const NOT_A_MESSAGE = /^\.|~$|\.(part|partial|filepart|tmp|temp|writing|crdownload|swp|jws)$/i;

/**
 * Takes every file of a folder, then those that appear, until told to stop. A file that is renamed into place is whole at once; of one that
 * is written in place, the hub waits until size, time and inode stand still, reads it, and looks again: what changed meanwhile is left for
 * the next look. One that changes later is taken again, and one that cannot be taken now is tried again.
 */
export async function watchFolder(
  folder: string,
  take: (file: DroppedFile) => Promise<void>,
  { signal, pauseMs = PAUSE_MS, stillMs = STILL_MS }: Watch,
): Promise<void> {
  const seen = new Map<string, { readonly state: string; readonly since: number }>();
  const taken = new Map<string, string>();
  while (!signal.aborted) {
    for (const { path, state, changedAt } of await statesOf(folder)) {
      if (signal.aborted) return;
      const before = seen.get(path);
      if (before?.state !== state) seen.set(path, { state, since: Date.now() });
      // The clock of who wrote the file may run ahead of ours.
      else if (taken.get(path) !== state && Date.now() - Math.min(changedAt, before.since) >= stillMs) {
        if (await takeWhole(path, state, take)) taken.set(path, state);
      }
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether the file was taken: not when it changed while it was read, nor when the hub cannot take it at the moment. */
async function takeWhole(path: string, state: string, take: (file: DroppedFile) => Promise<void>): Promise<boolean> {
  const bytes = await readFile(path).catch(() => undefined);
  const after = await stateOf(path);
  if (!bytes || after?.state !== state || bytes.length !== after.size) return false;
  try {
    await take({ path, bytes });
    return true;
  } catch (error) {
    if (error instanceof CorridorError && error.remedy === 'retry-later') return false;
    throw error;
  }
}

interface FileState {
  readonly path: string;
  readonly state: string;
  readonly size: number;
  readonly changedAt: number;
}

/** Each file as it is now; what vanishes between two looks is not there. */
async function statesOf(folder: string): Promise<readonly FileState[]> {
  const names = await readdir(folder).catch(() => {
    throw notThere(`${folder} is not a folder that can be read`);
  });
  const messages = names.filter(name => !NOT_A_MESSAGE.test(name)).sort();
  const states = await Promise.all(messages.map(name => stateOf(join(folder, name))));
  return states.flatMap(each => each ?? []);
}

async function stateOf(path: string): Promise<FileState | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const { size, mtimeMs, ino } = found;
  return { path, state: `${ino}/${size}/${mtimeMs}`, size, changedAt: mtimeMs };
}
