import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { bill, booking, declaration, known, refs } from '../consignment/fact.fixture.ts';
import { rebuildCheck } from './rebuild.ts';
import { recordFacts } from './record-facts.fixture.ts';

const HUB = join(import.meta.dirname, 'linking-process.fixture.ts');
const HUBS = 3;
const ROUNDS = 20;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

async function run(place: number, start: number): Promise<number> {
  const words = [database.url, place, ROUNDS, start].map(String);
  const hub = spawn(process.execPath, ['--import', 'tsx', HUB, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(hub, 'close');
  return code as number;
}

test('three hubs that link the same consignments at the same moment end with one of each, without a deadlock', async () => {
  const { sql } = database;
  for (let round = 0; round < ROUNDS; round++) {
    await recordFacts(sql, known(booking(`K${round}`)));
    await recordFacts(sql, known(declaration(`D${round}`, { references: refs(`UCR_D U${round}`) })));
    await recordFacts(sql, known(bill(`A${round}`)));
  }
  const oldest = await sql<{ value: string; id: string }[]>`
    select value, consignment_id as id from consignment_identifier where scheme = 'BOOKING' order by value`;
  const start = Date.now() + 6000;
  expect(await Promise.all(Array.from({ length: HUBS }, (_, i) => run(i, start)))).toEqual([0, 0, 0]);
  const now = await sql<{ value: string; ids: string[] }[]>`
    select substr(value, 2) as value, array_agg(distinct consignment_id::text) as ids from consignment_identifier
    where scheme in ('BOOKING', 'UCR_D', 'MASTER_BL') group by 1 order by 1`;
  expect(now.map(each => [`K${each.value}`, ...each.ids])).toEqual(oldest.map(each => [each.value, each.id]));
  // In some interleavings the booking covers two for a moment and splits them again: what counts is that both others were told.
  const told = await sql`
    select consignment_id from event_log where type = 'CONSIGNMENT_MERGED'
    group by consignment_id having count(distinct body->>'other') = 2`;
  expect(told).toHaveLength(ROUNDS);
  expect(await rebuildCheck(sql)).toEqual({ consignments: ROUNDS, differences: [] });
  const [waits] = await sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  expect(waits).toEqual({ deadlocks: 0 });
}, 120_000);
