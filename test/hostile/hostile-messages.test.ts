import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_MESSAGES } from './hostile-messages.ts';
import type { Measured } from './measure.ts';

const MOST_MEBIBYTES = 64;
const MOST_MILLISECONDS = 1_000;
/** Processors differ. */
const PATIENCE = 2;

let measured: readonly Measured[] = [];
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-hostile-'));
  const lines = HOSTILE_MESSAGES.map(({ feed, bytes }, i) => {
    const path = join(folder, String(i));
    writeFileSync(path, bytes());
    return `${feed} ${path}`;
  });
  const argv = ['--expose-gc', '--import', 'tsx', join(import.meta.dirname, 'measure.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { input: lines.join('\n'), encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(status, stderr).toBe(0);
  measured = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Measured);
  if (process.env.HOSTILE_FIGURES) console.table(HOSTILE_MESSAGES.map(({ what }, i) => ({ what, ...measured[i] })));
});

describe('a hostile message', () => {
  test.each(HOSTILE_MESSAGES.map((message, i) => [message.what, message, i] as const))('%s', (_what, message, i) => {
    const { told, doubt, upFront } = message;
    const { status, errors, doubts, milliseconds, mebibytes } = measured[i] ?? {};
    if (told === 'ACCEPTED') expect({ status, errors }).toEqual({ status: 'ACCEPTED', errors: [] });
    else expect(errors).toContain(told);
    if (doubt) expect(doubts).toContain(doubt);
    expect(mebibytes).toBeLessThan(MOST_MEBIBYTES);
    if (upFront) expect(milliseconds).toBeLessThan(MOST_MILLISECONDS * PATIENCE);
  });
});
