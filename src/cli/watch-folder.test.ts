import { appendFileSync, mkdtempSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CorridorError } from '../errors.ts';
import { type DroppedFile, watchFolder } from './watch-folder.ts';

const PAUSE_MS = 20;
const STILL_MS = 300;
let folder: string;
let taken: string[];
let refuse: CorridorError | undefined;
let stop: () => Promise<void>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-drop-'));
  taken = [];
  refuse = undefined;
  const stopping = new AbortController();
  const take = async ({ bytes }: DroppedFile) => {
    if (refuse) throw refuse;
    taken.push(Buffer.from(bytes).toString());
  };
  const watching = watchFolder(folder, take, { signal: stopping.signal, pauseMs: PAUSE_MS, stillMs: STILL_MS });
  stop = () => {
    stopping.abort();
    return watching;
  };
});
afterEach(() => stop());

const at = (name: string) => join(folder, name);
function writeOld(name: string, text: string) {
  writeFileSync(at(name), text);
  utimesSync(at(name), 1, 1);
}

test('a file that is renamed into place is taken whole, at once, and once', async () => {
  writeOld('a.edi.part', 'UNB');
  writeOld('.a.edi', 'UNB');
  await sleep(STILL_MS);
  expect(taken).toEqual([]);
  writeOld('a.edi.part', 'UNB whole UNZ');
  renameSync(at('a.edi.part'), at('a.edi'));
  await expect.poll(() => taken, { timeout: STILL_MS }).toEqual(['UNB whole UNZ']);
  await sleep(STILL_MS);
  expect(taken).toHaveLength(1);
});

test('a file that is written in place, with pauses, is never taken in part', async () => {
  for (const part of ['UNB', ' one', ' two', ' three', ' UNZ']) {
    appendFileSync(at('slow.edi'), part);
    await sleep(STILL_MS / 3);
    expect(taken).toEqual([]);
  }
  await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['UNB one two three UNZ']);
});

test('one that is put in its place later is another message, also of the same size and time', async () => {
  writeOld('a.edi', 'first ');
  await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['first ']);
  writeOld('b.tmp', 'second');
  renameSync(at('b.tmp'), at('a.edi'));
  await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['first ', 'second']);
});

test('one that cannot be taken now is tried again; a signature beside it is no message', async () => {
  refuse = new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', 'not now');
  writeOld('a.edi.jws', 'signature');
  writeOld('a.edi', 'message');
  await sleep(10 * PAUSE_MS);
  expect(taken).toEqual([]);
  refuse = undefined;
  await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['message']);
});

test('one whose time is ahead of our clock is taken too', async () => {
  writeFileSync(at('a.edi'), 'message');
  utimesSync(at('a.edi'), 4e9, 4e9);
  await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['message']);
});
