import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/test-database.ts';
import type { PlaceEntry, PlaceList } from '../places/place-entry.ts';
import type { Sql } from './database.ts';
import { placesUnder } from './place-reader.ts';
import { loadPlaces, loadPlacesOnce } from './place-store.ts';

let sql: Sql;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ sql, drop } = await createTestDatabase());
});
afterAll(() => drop?.());

const entry = (code: string, name: string): PlaceEntry => ({
  id: `UNLOCODE:${code}`,
  name,
  country: code.slice(0, 2),
  codes: [{ scheme: 'UNLOCODE', value: code }],
});
const edition = (...entries: PlaceEntry[]): PlaceList => ({ source: 'UN/LOCODE', countries: ['CN'], entries });
const on = (day: string) => ({ now: new Date(`${day}T08:00:00Z`), day });
const named = async (code: string, knownAt?: Date) =>
  (await placesUnder(sql, [`CODE|UNLOCODE|${code}`], knownAt)).get(`CODE|UNLOCODE|${code}`)?.[0];

test('a list again changes nothing, a new edition only what differs, and what was known stays known', async () => {
  const first = edition(entry('CNTXG', 'Xingang'), entry('CNAAA', 'Aaa'));
  expect(await loadPlaces(sql, first, on('2024-01-10'))).toMatchObject({ added: 2, changed: 0 });
  expect(await loadPlaces(sql, first, on('2024-02-10'))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });

  const second = edition(entry('CNTXG', 'Tianjin Xingang Pt'), entry('CNBBB', 'Bbb'));
  expect(await loadPlaces(sql, second, on('2024-07-10'))).toMatchObject({ added: 1, changed: 2, withdrawn: 0 });
  expect(await named('CNTXG')).toMatchObject({ name: 'Tianjin Xingang Pt' });
  expect(await named('CNTXG', new Date('2024-03-01'))).toMatchObject({ name: 'Xingang' });
  expect(await named('CNTXG', new Date('2023-03-01'))).toBeUndefined();
  expect(await named('CNAAA')).toMatchObject({ codes: [{ value: 'CNAAA', to: '2024-07-10' }] });
  expect(await loadPlaces(sql, second, on('2024-08-10'))).toMatchObject({ added: 0, changed: 0 });
});

test('an edition of some countries ends no code of the others', async () => {
  await loadPlaces(
    sql,
    { source: 'UN/LOCODE', countries: ['SG'], entries: [entry('SGSIN', 'Singapore')] },
    on('2024-09-01'),
  );
  expect(await named('CNTXG')).toMatchObject({ codes: [{ value: 'CNTXG' }] });
});

test('what two sources state is one place, the own file over UN/LOCODE; withdrawn, the list shows again', async () => {
  const own = (...entries: PlaceEntry[]): PlaceList => ({ source: 'operator', entries });
  const terminal: PlaceEntry = {
    id: 'UNLOCODE:CNTXG',
    name: 'Xingang',
    codes: [{ scheme: 'CN_CUSTOMS', value: '0202' }],
  };
  await loadPlaces(sql, own(terminal), on('2024-10-01'));
  expect(await named('CNTXG')).toMatchObject({
    name: 'Xingang',
    country: 'CN',
    codes: [{ value: 'CNTXG' }, { value: '0202' }],
  });
  expect(await loadPlaces(sql, own(), on('2024-10-02'))).toMatchObject({ withdrawn: 1 });
  expect(await named('CNTXG')).toMatchObject({ name: 'Tianjin Xingang Pt' });
});

test('the shipped files are loaded once, by however many hubs', async () => {
  const shipped = (digest: string) => ({ name: 'shipped', digest, lists: () => [edition(entry('CNCCC', 'Ccc'))] });
  const both = await Promise.all([1, 2].map(() => loadPlacesOnce(sql, shipped('a'), on('2024-11-01'))));
  expect(both.filter(each => each !== undefined)).toHaveLength(1);
  expect(await loadPlacesOnce(sql, shipped('b'), on('2024-11-02'))).toHaveLength(1);
});
