import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { packageRoot } from '../config.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { findSamples } from '../server/sample-files.ts';
import { countDue } from '../store/history-store.ts';
import { receiveMessage } from './receive-message.ts';
import { rollHistory } from './roll-history.ts';

const folder = join(packageRoot, 'partners');
const partners = new PartnerDirectory(folder);
const declared = findSamples(folder)
  .filter(each => each.feed === 'customs')
  .slice(0, 90);

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

async function send(samples: typeof declared): Promise<void> {
  for (const { path, feed, partner } of samples) {
    const profile = partners.get(partner)?.mapping;
    if (!profile) throw new Error(`no partner ${partner}`);
    const ingest = { sql: database.sql, adapters: ALL_ADAPTERS, now: () => new Date('2026-12-01T00:00:00Z') };
    await receiveMessage(ingest, { feed, bytes: readFileSync(path), profile });
  }
}

const counts = () => database.sql`
  select family, key, day, bucket, n, a::text, b::text from history_count where n <> 0 or a <> 0 or b <> 0
  order by family, key, day, bucket`;
const seen = () => database.sql`select kind, value, context, used_from, used_to from history_seen order by 1, 2, 3, 4`;

test('rolled up as the messages come, history is what one roll-up at the end gives', async () => {
  for (let from = 0; from < declared.length; from += 30) {
    await send(declared.slice(from, from + 30));
    await rollHistory(database.sql);
  }
  const [piecewise, uses] = [await counts(), await seen()];
  await database.sql`truncate history_count, history_seen, history_contribution, history_due`;
  await database.sql`insert into history_due (consignment_id) select distinct consignment_id from consignment_slice`;
  await rollHistory(database.sql);
  expect(piecewise.length).toBeGreaterThan(200);
  expect([...(await counts())]).toEqual([...piecewise]);
  expect([...(await seen())]).toEqual([...uses]);
}, 120_000);

test('what is rolled up is due no more; what did not change adds nothing', async () => {
  await send(declared.slice(0, 20));
  expect(await countDue(database.sql)).toBeGreaterThan(0);
  expect(await rollHistory(database.sql)).toBeGreaterThan(0);
  const before = await counts();
  await database.sql`insert into history_due (consignment_id) select consignment_id from history_contribution`;
  await rollHistory(database.sql);
  expect(await countDue(database.sql)).toBe(0);
  expect([...(await counts())]).toEqual([...before]);
});
