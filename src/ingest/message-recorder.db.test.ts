import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { bill, known } from '../consignment/fact.fixture.ts';
import { messageBytes } from '../store/message-store.ts';
import { recorderOf } from './message-recorder.ts';
import { rebuildCheck } from './rebuild.ts';
import { consignmentBy, forgetAll } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

const NOW = new Date('2026-07-01T00:00:00Z');
const outcome = {
  status: 'ACCEPTED',
  messageType: 'T',
  adapter: 'test',
  adapterVersion: 1,
  facts: 1,
  issues: [],
} as const;
const idOf = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;
const archive = (i: number, id = idOf(i)) =>
  recorderOf(database.sql).archive({
    id,
    sender: 'terminal',
    sha256: String(i).padStart(64, '0'),
    feed: 'port',
    bytes: new TextEncoder().encode(`message ${i}`),
    receivedAt: NOW,
  });
const record = (i: number) => {
  const fact = { ...known(bill(`B${i}`)), messageId: idOf(i) };
  return recorderOf(database.sql).record({ messageId: idOf(i), facts: [fact], outcome, isFirst: true }, NOW);
};
const transactions = async () => {
  const [row] = await database.sql<{ count: number }[]>`select count(distinct xmin::text)::int as count from fact`;
  return row?.count;
};

test('what comes at once is archived and recorded together, each once, byte for byte', async () => {
  const places = Array.from({ length: 50 }, (_, i) => i);
  const archived = await Promise.all([...places.map(i => archive(i)), archive(3, idOf(103)), archive(7, idOf(107))]);
  expect(archived.filter(each => each.repeat).map(each => each.stored.id)).toEqual([idOf(3), idOf(7)]);
  expect(Buffer.from((await messageBytes(database.sql, idOf(7))) ?? []).toString()).toBe('message 7');
  await Promise.all(places.map(record));
  expect(await transactions()).toBe(1);
  expect(await database.sql`select id from message where status <> 'ACCEPTED'`).toEqual([]);
  expect(await rebuildCheck(database.sql)).toEqual({ consignments: 50, differences: [] });
});

test('one that cannot be recorded costs the others nothing', async () => {
  const places = Array.from({ length: 20 }, (_, i) => i);
  await Promise.all(places.filter(i => i !== 9).map(i => archive(i)));
  const results = await Promise.allSettled(places.map(record));
  expect(results.flatMap((each, i) => (each.status === 'rejected' ? [i] : []))).toEqual([9]);
  expect(await consignmentBy(database.sql, 'B9')).toBe('');
  expect(await rebuildCheck(database.sql)).toEqual({ consignments: 19, differences: [] });
});
