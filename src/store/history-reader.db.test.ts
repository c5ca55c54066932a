import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { HistoryRow } from '../risk/history/history-row.ts';
import { historyCounts, otherUses } from './history-reader.ts';
import { writeHistory } from './history-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const KEY = 'importer|CN-1';
const row = (at: string, more: Partial<HistoryRow> = {}): HistoryRow => ({
  ...{ family: 'party', key: KEY, day: at.slice(0, 10), bucket: 0, n: 1, a: 0, b: 0, at },
  ...more,
});

async function add(...rows: readonly HistoryRow[]): Promise<string> {
  const id = randomUUID();
  await database.sql.begin(sql => writeHistory(sql, [{ id, rows, seen: [] }], rows));
  return id;
}

async function countAt(
  at: string,
  family: HistoryRow['family'] = 'party',
  key = KEY,
): Promise<{ n: number; a: number }> {
  const to = new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const found = await historyCounts(database.sql, [{ family, key, from: '2026-01-01', to }], new Date(at));
  const rows = found.get(`${family}|${key}`) ?? [];
  return { n: rows.reduce((sum, each) => sum + each.n, 0), a: rows.reduce((sum, each) => sum + each.a, 0) };
}

test('as of a day history knows nothing of the next one, and of that day only what had happened', async () => {
  await add(row('2026-03-01T08:00:00.000Z'));
  await add(row('2026-03-10T08:00:00.000Z'));
  await add(row('2026-03-10T15:00:00.000Z'));
  await add(row('2026-03-11T08:00:00.000Z'));
  expect(await countAt('2026-03-09T23:00:00.000Z')).toEqual({ n: 1, a: 0 });
  expect(await countAt('2026-03-10T07:59:00.000Z')).toEqual({ n: 1, a: 0 });
  expect(await countAt('2026-03-10T12:00:00.000Z')).toEqual({ n: 2, a: 0 });
  expect(await countAt('2026-03-10T15:00:00.000Z')).toEqual({ n: 3, a: 0 });
  expect(await countAt('2026-12-01T00:00:00.000Z')).toEqual({ n: 4, a: 0 });
});

test('prices are kept by month, and the rest of the month is not known yet', async () => {
  const price = (at: string) => row(at, { family: 'unit-value', key: '390210|SG', day: '2026-03-01', bucket: 1 });
  await add(price('2026-03-02T08:00:00.000Z'));
  await add(price('2026-03-20T08:00:00.000Z'));
  expect(await countAt('2026-03-10T00:00:00.000Z', 'unit-value', '390210|SG')).toEqual({ n: 1, a: 0 });
  expect(await countAt('2026-03-31T00:00:00.000Z', 'unit-value', '390210|SG')).toEqual({ n: 2, a: 0 });
});

test('a declaration that was amended later was no error before', async () => {
  const error = { family: 'errors' as const, key: 'CN-B77' };
  await add(row('2026-03-01T08:00:00.000Z', error), row('2026-03-12T08:00:00.000Z', { ...error, n: 0, a: 1 }));
  expect(await countAt('2026-03-11T00:00:00.000Z', 'errors', 'CN-B77')).toEqual({ n: 1, a: 0 });
  expect(await countAt('2026-03-12T09:00:00.000Z', 'errors', 'CN-B77')).toEqual({ n: 1, a: 1 });
});

test('a seal that another box uses tomorrow is not used yet', async () => {
  const id = randomUUID();
  const use = {
    kind: 'SEAL' as const,
    value: 'SG1',
    context: 'OTHR',
    from: '2026-03-12T00:00:00.000Z',
    to: '2026-03-13T00:00:00.000Z',
  };
  await database.sql.begin(sql =>
    writeHistory(sql, [{ id, rows: [row('2026-03-12T00:00:00.000Z')], seen: [use] }], []),
  );
  const asked = [{ ...use, context: 'TCLU', consignmentId: randomUUID() }];
  expect(await otherUses(database.sql, asked, new Date('2026-03-11T00:00:00Z'))).toHaveLength(0);
  expect(await otherUses(database.sql, asked, new Date('2026-03-12T01:00:00Z'))).toHaveLength(1);
});
