import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/config.ts';

test('no dependency has a licence that asks more than our own', () => {
  const script = join(packageRoot, 'scripts', 'check-licences.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(Number(/licences of (\d+) packages/.exec(stdout)?.[1])).toBeGreaterThan(100);
});
