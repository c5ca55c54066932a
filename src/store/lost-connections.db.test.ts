import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { connect, type Sql } from './database.ts';

// What scripts/mend-postgres.mjs mends in the driver; where these fail, `npm run build` has not run it.
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql`create table written (what text)`;
});
afterAll(() => database?.drop());

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

function poolNamed(name: string, max: number): Sql {
  const url = new URL(database.url);
  url.searchParams.set('application_name', name);
  return connect(url.href, { max });
}

async function cut(name: string): Promise<void> {
  await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`;
}

test('a pool that is cut again and again, while it writes and while it opens, is of use right afterwards', async () => {
  const pool = poolNamed('often-cut', 6);
  let isOver = false;
  const use = async () => {
    for (let turn = 0; !isOver; turn++) {
      const work = turn % 3 === 0 ? pool.begin(async own => own`select ${turn}::int`) : pool`select ${turn}::int`;
      await work.catch(() => undefined);
      await pause(turn % 2);
    }
  };
  const users = Array.from({ length: 24 }, use);
  for (let round = 0; round < 60; round++) {
    await cut('often-cut');
    await pause(round % 25);
  }
  isOver = true;
  await Promise.all(users);
  // One error more may wait on each connection; a connection that never writes again would hold its query for half a minute.
  await Promise.allSettled(Array.from({ length: 6 }, () => pool`select pg_sleep(0.05)`));
  const answers = await Promise.all(Array.from({ length: 30 }, () => pool`select pg_sleep(0.02)`));
  expect(answers).toHaveLength(30);
  await pool.end({ timeout: 1 });
}, 25_000);

test('what is left of a lost transaction is refused, and never runs on a connection that is another’s by then', async () => {
  const pool = poolNamed('lost-transaction', 1);
  const outcome = await new Promise<unknown>(resolve => {
    const transaction = pool.begin(async own => {
      await own`insert into written values ('first')`;
      await cut('lost-transaction');
      await pause(100);
      await pool`select 1`.catch(() => undefined);
      await pool`select 1`;
      await own`insert into written values ('second')`.then(resolve, resolve);
    });
    transaction.catch(() => undefined);
  });
  expect(outcome).toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect([...(await pool`select what from written`)]).toEqual([]);
  await pool.end({ timeout: 1 });
});

test('a reservation that is lost says so, and gives no dead connection back to the pool', async () => {
  const pool = poolNamed('lost-reservation', 1);
  const own = await pool.reserve();
  await own`select 1`;
  await cut('lost-reservation');
  await pause(100);
  await expect(own`select 1`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  own.release();
  expect([...(await pool`select 1 as one`)]).toEqual([{ one: 1 }]);
  await pool.end({ timeout: 1 });
});
