import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { lockBudget, takeLocks } from './advisory-locks.ts';
import type { TransactionSql } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

type Keys = readonly [alone: readonly string[], shared?: readonly string[]];
const take = (keys: Keys, work: (sql: TransactionSql) => Promise<unknown>) =>
  database.sql.begin(async sql => {
    await takeLocks(sql, ...keys);
    await work(sql);
  });

/** Whether a transaction that wants `second` has to wait for one that holds `first`. */
async function waits(first: Keys, second: Keys): Promise<boolean> {
  let waited = true;
  await take(first, async () => {
    const other = database.sql.begin(async sql => {
      await sql`set local lock_timeout = '150ms'`;
      await takeLocks(sql, ...second);
      waited = false;
    });
    await other.catch(error => expect(error).toMatchObject({ code: '55P03' }));
  });
  return waited;
}

const many = Array.from({ length: 10_000 }, (_, i) => `k${i}`);

test('one key is held by one at a time, others do not care', async () => {
  expect(await waits([['a', 'b']], [['b', 'c']])).toBe(true);
  expect(await waits([['a']], [['b']])).toBe(false);
});

test('a shared key is held by many together, and not while one holds it alone', async () => {
  expect(await waits([[], ['j']], [[], ['j']])).toBe(false);
  expect(await waits([['j']], [[], ['j']])).toBe(true);
  expect(await waits([[], ['j']], [['j']])).toBe(true);
});

test('a key that is wanted both ways is held alone', async () => {
  expect(await waits([['j'], ['j']], [[], ['j']])).toBe(true);
});

test('more keys than the lock table should hold are one lock over everything', async () => {
  expect(await lockBudget(database.sql)).toBe((256 * 200) / 8);

  expect(await waits([many], [['elsewhere']])).toBe(true);
  expect(await waits([['elsewhere']], [many])).toBe(true);
  const [row] = await database.sql<{ held: number }[]>`
    select count(*)::int as held from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
  expect(row?.held).toBe(0);
});

test('two that want the same keys in opposite order both get them', async () => {
  const nap = (sql: TransactionSql) => sql`select pg_sleep(0.01)`;
  const both = Array.from({ length: 20 }, (_, i) => take([i % 2 ? ['a', 'b', 'c'] : ['c', 'b', 'a']], nap));
  await expect(Promise.all(both)).resolves.toHaveLength(20);
});
