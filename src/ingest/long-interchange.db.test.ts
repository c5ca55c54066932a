import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { Adapter, ReadPart } from '../adapters/adapter.ts';
import { bill } from '../consignment/fact.fixture.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../messages/mapping-profile.ts';
import { rebuildCheck } from './rebuild.ts';
import { type Ingest, receiveMessage } from './receive-message.ts';
import { forgetAll } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

const PARTS = 640;
const profile: MappingProfile = {
  sender: 'terminal',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};
const bad: ReadPart = {
  facts: [],
  issues: [{ code: 'VALUE', severity: 'ERROR', position: { kind: 'MESSAGE' }, message: 'bad', remedy: 'mend it' }],
};

/** Two parts far from each other are houses of one master, so that batches touch each other's consignments. */
function hub(part: (i: number) => ReadPart = good, version = 1): Ingest {
  const adapter: Adapter = {
    name: 'shipping/test',
    version,
    kind: 'shipping',
    recognises: () => true,
    read: () => ({ messageType: 'TEST', parts: Array.from({ length: PARTS }, (_, i) => part(i)) }),
  };
  return { sql: database.sql, adapters: [adapter], now: () => new Date('2026-07-01T00:00:00Z') };
}
const good = (i: number): ReadPart => ({ facts: [bill(`H${i}`, { master: { number: `M${i % 320}` } })], issues: [] });
const broken = (i: number) => (i === 320 ? bad : good(i));
const receive = (ingest: Ingest, more: Partial<MappingProfile> = {}) =>
  receiveMessage(ingest, { feed: 'shipping', profile: { ...profile, ...more }, bytes: new TextEncoder().encode('{}') });
const transactions = async () =>
  (await database.sql<{ count: number }[]>`select count(distinct xmin::text)::int as count from fact`)[0]?.count;

test('a long interchange is recorded in batches; the same again changes nothing', async () => {
  expect(await receive(hub())).toMatchObject({ status: 'ACCEPTED', facts: PARTS });
  expect(await transactions()).toBeGreaterThan(1);
  expect(await receive(hub())).toMatchObject({ status: 'DUPLICATE', firstStatus: 'ACCEPTED', facts: PARTS });
  expect(await rebuildCheck(database.sql)).toEqual({ consignments: PARTS, differences: [] });
}, 60_000);

test('one bad message in the middle is refused, its siblings are recorded; mended and replayed it is whole', async () => {
  expect(await receive(hub(broken))).toMatchObject({ status: 'PARTIAL', facts: PARTS - 1 });
  await database.sql`update message set status = 'QUARANTINED'`;
  expect(await receive(hub(good, 2))).toMatchObject({ status: 'ACCEPTED', facts: PARTS });
  expect(await database.sql`select id from fact where link_state = 'REPLACED'`).toEqual([]);
  expect(await rebuildCheck(database.sql)).toEqual({ consignments: PARTS, differences: [] });
}, 60_000);

test('all or nothing is one or the other, however long it is', async () => {
  expect(await receive(hub(broken), { allOrNothing: true })).toMatchObject({ status: 'QUARANTINED', facts: 0 });
  expect(await database.sql`select id from fact`).toEqual([]);
});

test('what a crash left half recorded is read again to the end, nothing twice', async () => {
  const { sql } = database;
  await receive(hub());
  const whole = await sql`select id from fact order by id`;
  await sql`update message set status = 'RECEIVED'`;
  await sql`delete from consignment_link where fact_id in (select id from fact order by position desc limit 350)`;
  await sql`delete from fact_reference where fact_id in (select id from fact order by position desc limit 350)`;
  await sql`delete from fact where id in (select id from fact order by position desc limit 350)`;
  expect(await receive(hub())).toMatchObject({ status: 'ACCEPTED', facts: PARTS });
  expect(await sql`select id from fact order by id`).toEqual(whole);
  expect(await rebuildCheck(sql)).toEqual({ consignments: PARTS, differences: [] });
}, 60_000);
