import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../config.ts';
import { CODE_LISTS } from './code-lists.ts';
import { mappingFile } from './mapping-file.ts';
import { partnerFile } from './partner.ts';
import { partnerScaffold } from './partner-scaffold.ts';
import { readPartners } from './read-partners.ts';

const docs = readFileSync(join(packageRoot, 'docs', 'partners.md'), 'utf8');
const rows = docs.split('\n').filter(line => line.startsWith('| `'));

/** The name of each row of a table with the example in its last cell. */
function examplesOf(section: string): [string, string][] {
  const text = docs.slice(docs.indexOf(`\n${section}\n`)).split(/\n##+ /)[1] ?? '';
  return text
    .split('\n')
    .filter(line => /^\| (`|any)/.test(line))
    .map(line => [line.split('|')[1]?.trim() ?? '', /`([^`]+)` *\|$/.exec(line)?.[1] ?? '']);
}

describe('docs/partners.md', () => {
  test.each([
    ['## partner.yaml', partnerFile.shape],
    ['## mapping.yaml', mappingFile.shape],
  ])('%s names every key and no other', (section, shape) => {
    expect(examplesOf(section).map(([key]) => key.replaceAll('`', ''))).toEqual(Object.keys(shape));
  });

  test('names every list of codes', () => {
    for (const list of Object.keys(CODE_LISTS))
      expect(
        rows.some(row => row.includes(`\`${list}\``)),
        list,
      ).toBe(true);
  });

  const standing = { id: 'a-b', name: 'x', kind: 'port', country: 'CN', timeZone: 'UTC' };
  test.each(examplesOf('## partner.yaml'))('the example of %s is right', (_key, example) => {
    expect(partnerFile.safeParse({ ...standing, ...parse(example) }).error).toBeUndefined();
  });
  test.each(examplesOf('## mapping.yaml'))('the example of %s is right', (_key, example) => {
    expect(mappingFile.safeParse(parse(example)).error).toBeUndefined();
  });
  test.each(examplesOf('### Lists of codes'))('the example of the list %s is right', (_list, example) => {
    expect(mappingFile.safeParse({ codes: parse(example) }).error).toBeUndefined();
  });
});

test('every list that a reader names is in code-lists.ts and docs/partners.md', () => {
  const folder = join(packageRoot, 'src', 'adapters');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map(path => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  const read = /profile\??\.codes\??\.(\w+)|(?:\bmapped\w*\(\s*[\w.]*profile|\bcodes),\s*'(\w+)'/g;
  const lists = new Set([...sources.matchAll(read)].map(([, member, argument]) => member ?? argument ?? ''));
  expect(lists.size).toBeGreaterThan(10);
  expect([...lists].filter(list => !Object.hasOwn(CODE_LISTS, list))).toEqual([]);
});

test.each([
  [{ status: { P: 'DEPARTUR' } }, '"DEPARTUR" is not an event of docs/events.md'],
  [{ transportMode: { R: 'TRAIN' } }, '"TRAIN" is not one of RAIL, SEA, ROAD, AIR, INLAND_WATER'],
  [{ documentName: { 870: 'GATE' } }, '"GATE" is not an event of docs/events.md nor a response code'],
  [{ trnsportMode: { R: 'RAIL' } }, /"RAIL" is not an event .*; no reader knows the list/],
])('%o is refused', (codes, message) => {
  expect(mappingFile.safeParse({ codes }).error?.issues[0]?.message).toMatch(message);
});

describe('a scaffold', () => {
  const readOf = (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'corridor-scaffold-'));
    mkdirSync(join(folder, 'new-port'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'new-port', name), text);
    return readPartners(folder);
  };
  const files = partnerScaffold('new-port');
  /** Without the mark before what would be a key or an item, and without headings. */
  const opened = (text: string) => text.replace(/^# (?=(\w+:| {2,}))/gm, '').replace(/^#.*$/gm, '');

  test('is right as it stands, and allows nothing', () => {
    const { partners, problems } = readOf(files);
    expect(problems).toEqual([]);
    expect(partners.get('new-port')).toMatchObject({ feeds: [], purposes: [], pull: [] });
  });

  test('shows every key, and is right when all of them are used', () => {
    const all = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, opened(text)]));
    expect(readOf(all).problems).toEqual([]);
    expect(Object.keys(parse(all['partner.yaml'] ?? '')).sort()).toEqual(Object.keys(partnerFile.shape).sort());
    expect(Object.keys(parse(all['mapping.yaml'] ?? '')).sort()).toEqual(Object.keys(mappingFile.shape).sort());
  });
});
