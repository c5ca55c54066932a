import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import { RulePackShelf } from './rule-pack-shelf.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-rules-'));
  cpSync(join(packageRoot, 'rules'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const edit = (from: string, to: string) => {
  const file = join(folder, 'routing.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

test('a changed pack is put in force; a wrong one is told with file and line, and the last good one stays', async () => {
  const shelf = new RulePackShelf(folder);
  const first = shelf.current;
  const reloads: { pack: RulePack; failure: unknown }[] = [];
  const stop = shelf.watch({ everyMs: 20, onReload: (pack, failure) => reloads.push({ pack, failure }) });
  edit('c.routeKmRatio > 1.6', 'c.routeKmRatioo > 1.6');
  await expect.poll(() => reloads.length, { timeout: 20_000 }).toBe(1);
  expect(reloads[0]?.failure).toMatchObject({
    message: expect.stringMatching(/routing\.yaml:\d+: route-detour: .*routeKmRatioo/),
  });
  expect(shelf.current).toBe(first);
  edit('c.routeKmRatioo > 1.6', 'c.routeKmRatio > 1.7');
  await expect.poll(() => reloads.length, { timeout: 20_000 }).toBe(2);
  stop();
  expect(reloads[1]?.failure).toBeUndefined();
  expect(shelf.current.hash).not.toBe(first.hash);
});
