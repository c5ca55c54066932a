import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { notThere } from './failure.ts';

const PAUSE_MS = 500;

/**
 * Takes every file of a folder, then those that appear, until the process is told to stop. A file is taken once its size and time stand
 * still, for whoever puts it there may still be writing; one that changes later is taken again.
 */
export async function watchFolder(folder: string, take: (file: string) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const seen = new Map<string, string>();
  const taken = new Map<string, string>();
  while (!stopping.signal.aborted) {
    for (const [file, state] of await statesOf(folder)) {
      if (stopping.signal.aborted) return;
      if (seen.get(file) === state && taken.get(file) !== state) {
        await take(file);
        taken.set(file, state);
      }
      seen.set(file, state);
    }
    await sleep(PAUSE_MS, undefined, stopping).catch(() => undefined);
  }
}

/** Size and time of each file; what vanishes between two looks is not there. */
async function statesOf(folder: string): Promise<readonly (readonly [string, string])[]> {
  const names = await readdir(folder).catch(() => {
    throw notThere(`${folder} is not a folder that can be read`);
  });
  const states = await Promise.all(
    names
      .filter(name => !name.startsWith('.'))
      .sort()
      .map(name => stateOf(join(folder, name))),
  );
  return states.flatMap(each => (each ? [each] : []));
}

async function stateOf(file: string): Promise<readonly [string, string] | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? [file, `${found.size}/${found.mtimeMs}`] : undefined;
}
