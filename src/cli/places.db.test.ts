import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { addPlaces } from './places.ts';

let database: TestDatabase;
let folder: string;
const said: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'corridor-places-'));
  vi.stubEnv('DATABASE_URL', database.url);
  vi.spyOn(process.stdout, 'write').mockImplementation(text => said.push(String(text)) > 0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await database?.drop();
});

const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
async function places(...args: string[]): Promise<string> {
  said.length = 0;
  const program = new Command().exitOverride();
  addPlaces(program);
  await program.parseAsync(['node', 'corridor', 'places', ...args]);
  return said.join('');
}

const PART_1 =
  ',"CN",,".CHINA",,,,,,,,\n,"CN","TXG","Tianjin Xingang Pt","Tianjin Xingang Pt","TJ","1-------","AS","1607",,"3859N 11742E",\n';
const PART_2 =
  ',"DE",,".GERMANY",,,,,,,,\n,"DE","GRL","Görlitz","Gorlitz","SN","-23-----","RL","0307",,"5109N 01459E",\n';

test('loads all parts of UN/LOCODE at once, in UTF-8 or windows-1252; again, nothing changes', async () => {
  const parts = [file('part1.csv', PART_1), file('part2.csv', Buffer.from(PART_2, 'latin1'))];
  expect(await places('load', ...parts)).toBe('UN/LOCODE: 2 added, 0 changed, 0 withdrawn, 0 as before\n');
  expect(await places('load', ...parts)).toBe('UN/LOCODE: 0 added, 0 changed, 0 withdrawn, 2 as before\n');
  const [row] =
    await database.sql`select body from place_version where place_id = 'UNLOCODE:DEGRL' and known_to is null`;
  expect(row?.body).toMatchObject({ name: 'Görlitz', otherNames: ['Gorlitz'] });
});

test('a code that a later issue no longer has ends on its day', async () => {
  const issue = file('later.csv', PART_1.split('\n')[0] ?? '');
  expect(await places('load', issue, '--date', '2026-01-15')).toBe(
    'UN/LOCODE: 0 added, 1 changed, 0 withdrawn, 0 as before\n',
  );
  const [row] =
    await database.sql`select body from place_version where place_id = 'UNLOCODE:CNTXG' and known_to is null`;
  expect(row?.body).toMatchObject({ codes: [{ value: 'CNTXG', to: '2026-01-15' }] });
});

test('a wrong line stops the load, which then has changed nothing', async () => {
  const before = await database.sql`select count(*)::int as n from place_version`;
  const wrong = file('wrong.csv', `${PART_2},"DE","DU","Duisburg","Duisburg","NW","1-------","AF","0207",,,\n`);
  await expect(places('load', wrong)).rejects.toThrow('wrong.csv:3: "DE" "DU" is no UN/LOCODE');
  await expect(places('check', wrong)).rejects.toThrow('wrong.csv:3:');
  await expect(places('load', join(folder, 'none.csv'))).rejects.toThrow('there is no');
  await expect(places('load', file('places.txt', ''))).rejects.toThrow('.csv (UN/LOCODE) or .yaml');
  expect(await database.sql`select count(*)::int as n from place_version`).toEqual(before);
});

test('the shipped files are right', async () => {
  expect(await places('check')).toMatch(
    /^corridor: 3 places, no problem\nsample-lane: \d+ places, no problem\nUN\/LOCODE: 1\d{4} places, no problem\n$/,
  );
});
