import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { pseudonyms } from '../server/pseudonyms.ts';
import { AgreementDirectory } from './agreement-directory.ts';
import { partnerAccessKeys } from './partner.ts';
import { PartnerDirectory } from './partner-directory.ts';

const NOW = new Date('2026-11-28T00:00:00Z');
const AFTER_ALL = new Date('2029-01-01T00:00:00Z');
const WITHIN_MS = 5_000;

let folder: string;
let file: string;
let partners: PartnerDirectory;
let agreements: AgreementDirectory;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-agreements-'));
  cpSync(join(packageRoot, 'partners'), folder, { recursive: true, filter: path => !path.includes('samples') });
  file = join(folder, 'landsea-rail', 'agreements', 'lsr-transport.yaml');
  partners = new PartnerDirectory(folder);
  agreements = await AgreementDirectory.open(folder, partners, pseudonyms(new Uint8Array(32)));
});

/** Changes the file while the directory is watched, and answers the problems that it told within five seconds. */
async function changing(change: () => void) {
  let stop = () => {};
  const told = new Promise<readonly { file: string; reason: string }[]>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('nothing was told')), WITHIN_MS * 4);
    stop = agreements.watch({
      onReload: problems => {
        clearTimeout(late);
        resolve(problems);
      },
      everyMs: 100,
    });
  });
  change();
  return told.finally(stop);
}

const ids = () =>
  agreements
    .all()
    .map(each => each.id)
    .sort();
const edit = (from: RegExp | string, to: string) => () =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

function policyAt(now: Date) {
  const reader = partners.get('meridian-ocean-line');
  if (!reader) throw new Error('no such partner');
  const { id: partner, country, purposes } = reader;
  const viewer = {
    sees: 'OWN',
    partner,
    country,
    purpose: purposes[0] ?? '',
    accessKeys: partnerAccessKeys(reader),
  } as const;
  return agreements.policyFor(viewer, 'query', now);
}

test.each([
  ['an unknown key', /^version:/m, 'conditions: all\nversion:'],
  ['an unknown field', /fields:\n\s+- [a-zA-Z.*"]+/, 'fields: [bribe]'],
  ['an unknown reader', /^to:\n\s+- \S+/m, 'to: [nobody-here]'],
  ['what is no YAML', /^version:/m, 'version: ['],
])(
  '%s changes nothing, and is told with its file',
  async (_what, from, to) => {
    const before = ids();
    const digest = policyAt(NOW).digest;
    const problems = await changing(edit(from, to));
    expect(problems[0]?.file).toBe(file);
    expect(ids()).toEqual(before);
    expect(policyAt(NOW).digest).toBe(digest);
    expect(agreements.problems()).not.toEqual([]);
    expect(policyAt(AFTER_ALL).agreements).toEqual([]); // the last good version is not served past its own end
  },
  60_000,
);

test('a valid change is in force, and whoever listens is told', async () => {
  let changes = 0;
  agreements.onChange(() => changes++);
  const before = agreements.all().find(each => each.id === 'lsr-transport');
  expect(await changing(edit(/^version: \d+/m, 'version: 9'))).toEqual([]);
  const after = agreements.all().find(each => each.id === 'lsr-transport');
  expect(after?.version).toBe(9);
  expect(after?.digest).not.toBe(before?.digest);
  expect(changes).toBe(1);
}, 60_000);

test('a file that is gone is revoked: its readers read otherwise from then on', async () => {
  const before = ids();
  const digests = agreements.all().map(each => each.digest);
  expect(await changing(() => rmSync(file))).toEqual([]);
  expect(before).toContain('lsr-transport');
  expect(ids()).not.toContain('lsr-transport');
  expect(agreements.all().every(each => digests.includes(each.digest))).toBe(true);
}, 60_000);
