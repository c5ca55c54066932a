import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { CorridorError } from '../errors.ts';
import { assertSupportedServer, openDatabase, parseBigint } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

describe('the codecs of the store', () => {
  test('a bigint is a number, a date its text, a timestamp a Date, a numeric its text', async () => {
    const [row] = await database.sql`select 9007199254740991::bigint as position, '2023-10-23'::date as day,
      '2023-10-23T10:00:00.5+08:00'::timestamptz as instant, 1.50::numeric as mass`;
    expect(row).toEqual({
      position: Number.MAX_SAFE_INTEGER,
      day: '2023-10-23',
      instant: new Date('2023-10-23T02:00:00.500Z'),
      mass: '1.50',
    });
  });

  test('a bigint beyond 2^53 is refused rather than rounded', () => {
    expect(() => parseBigint('9007199254740993')).toThrow(CorridorError);
  });

  test('what is read can be written again', async () => {
    const { sql } = database;
    await sql`create table codec (position bigint, day date, instant timestamptz)`;
    const row = { position: 42, day: '2023-10-23', instant: new Date('2023-10-23T02:00:00.500Z') };
    await sql`insert into codec ${sql(row)}`;
    expect([...(await sql`select * from codec where day = ${row.day} and instant = ${row.instant}`)]).toEqual([row]);
  });
});

test('each test has a database of its own, dropped at its end', async () => {
  const other = await createTestDatabase();
  await other.sql`create table only_here (a int)`;
  const here = await database.sql`select to_regclass('only_here') as found`;
  expect(here[0]?.found).toBeNull();
  await other.drop();
  await expect(openDatabase({ databaseUrl: other.url, dataDir: '' })).rejects.toMatchObject({ remedy: 'retry-later' });
});

test('an external database is used where it is', async () => {
  const opened = await openDatabase({ databaseUrl: database.url, dataDir: '/nowhere' });
  expect(opened.url).toBe(database.url);
  const [row] = await opened.sql`select 1 as one`;
  expect(row?.one).toBe(1);
  await opened.close();
});

test.each([140_012, 190_000])('Postgres %i is refused by name', version => {
  expect(() => assertSupportedServer(version)).toThrow(/runs on 15 to 18/);
});

test.each([150_000, 180_004])('Postgres %i is accepted', version => {
  expect(() => assertSupportedServer(version)).not.toThrow();
});
