import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { Adapter, ReadPart } from '../adapters/adapter.ts';
import { bill, event, refs } from '../consignment/fact.fixture.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';
import { GENERATED_ADAPTERS, generatedMessages } from './generated-messages.fixture.ts';
import { rebuildCheck } from './rebuild.ts';
import { acknowledgeMessage, type Delivery, type Ingest, receiveMessage } from './receive-message.ts';
import { consignmentBy, forgetAll } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

const hub = (adapters: readonly Adapter[] = GENERATED_ADAPTERS): Ingest => ({
  sql: database.sql,
  adapters,
  now: () => new Date('2026-07-01T00:00:00Z'),
});

async function everything(): Promise<unknown> {
  const { sql } = database;
  return {
    messages: await sql`select id, status, facts from message order by id`,
    facts: await sql`select id, link_state, position from fact order by id`,
    slices:
      await sql`select consignment_id, slice, body, events, boxes, travel, goods, parties, evidence from consignment_slice order by 1, 2`,
    log: await sql`select event_id, sequence from event_log order by 1`,
    links: await sql`select consignment_id, fact_id, withdrawn_at from consignment_link order by 1, 2, 3`,
    anchors: await sql`select serial, anchor from consignment_anchor order by 1`,
    updated: await sql`select id, updated_at from consignment order by 1`,
  };
}

describe('real messages', () => {
  test('one box’s life: every message accepted, one consignment, the retracted event not effective', async () => {
    for (const each of generatedMessages(1))
      expect(await receiveMessage(hub(), each)).toMatchObject({ status: 'ACCEPTED' });
    expect(await rebuildCheck(database.sql)).toEqual({ consignments: 1, differences: [] });
    const [row] = await database.sql`
      select body->'status'->>'value' as status, jsonb_path_query_array(events::jsonb, '$.events[*] ? (@.effective == false).type') as fallen
      from consignment_slice where slice = 'consignment'`;
    expect(row).toEqual({ status: 'DELIVERED', fallen: ['GATE_IN'] });
  });

  test('the same bytes again answer the first receipt and change nothing', async () => {
    const messages = generatedMessages(2);
    const first = [];
    for (const each of messages) first.push(await receiveMessage(hub(), each));
    const before = await everything();
    for (const [i, each] of messages.entries()) {
      expect(await receiveMessage(hub(), each)).toEqual({ ...first[i], status: 'DUPLICATE', firstStatus: 'ACCEPTED' });
    }
    expect(await everything()).toEqual(before);
  });

  test('the same bytes four times at once are one message', async () => {
    const [manifest] = generatedMessages(1);
    if (!manifest) throw new Error('no message');
    const receipts = await Promise.all([1, 2, 3, 4].map(() => receiveMessage(hub(), manifest)));
    expect(new Set(receipts.map(each => each.messageId)).size).toBe(1);
    expect(await database.sql`select id from message`).toHaveLength(1);
    expect(await database.sql`select distinct event_id from event_log`).toHaveLength(1);
    expect(await rebuildCheck(database.sql)).toEqual({ consignments: 1, differences: [] });
  });

  test('read from the archive they say the same; an erased one says nothing', async () => {
    const { sql } = database;
    const messages = generatedMessages(2);
    const receipts = await Promise.all(messages.map(each => acknowledgeMessage(hub(), each)));
    expect(receipts.map(({ receipt }) => receipt.status)).toEqual(messages.map(() => 'RECEIVED'));
    for (const { unread } of receipts) expect(await unread?.readArchived()).toMatchObject({ status: 'ACCEPTED' });
    expect(await rebuildCheck(sql)).toEqual({ consignments: 2, differences: [] });

    const [another] = generatedMessages(3).slice(-1);
    if (!another) throw new Error('no message');
    const { receipt, unread } = await acknowledgeMessage(hub(), another);
    await sql`update message set erased_at = now(), bytes = '' where id = ${receipt.messageId}`;
    expect(await unread?.readArchived()).toMatchObject({ status: 'RECEIVED', facts: 0 });
  });
});

const profile: MappingProfile = {
  sender: 'carrier',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: [],
  codes: {},
  places: {},
  allOrNothing: false,
};
const delivery = (text: string, more: Partial<MappingProfile> = {}): Delivery => ({
  feed: 'shipping',
  bytes: new TextEncoder().encode(JSON.stringify({ text })),
  profile: { ...profile, ...more },
});
const bad: FeedIssue = {
  code: 'VALUE',
  severity: 'ERROR',
  position: { kind: 'MESSAGE' },
  message: 'bad',
  remedy: 'mend it',
};

/** A reader as it is today: what each message says is up to the test. */
function reading(version: number, parts: readonly ReadPart[]): readonly Adapter[] {
  return [
    {
      name: 'shipping/test',
      version,
      kind: 'shipping',
      recognises: () => true,
      read: () => ({ messageType: 'TEST', parts }),
    },
  ];
}
const good = (number: string): ReadPart => ({ facts: [bill(number)], issues: [] });
const refused: ReadPart = { facts: [], issues: [bad] };

describe('messages that cannot be read whole', () => {
  test('good parts go on and the receipt says PARTIAL', async () => {
    const receipt = await receiveMessage(hub(reading(1, [good('A'), refused, good('B')])), delivery('x'));
    expect(receipt).toMatchObject({ status: 'PARTIAL', facts: 2, issues: [bad] });
    expect(await rebuildCheck(database.sql)).toEqual({ consignments: 2, differences: [] });
  });

  test('all or nothing, where the partner says so', async () => {
    const receipt = await receiveMessage(hub(reading(1, [good('A'), refused])), delivery('x', { allOrNothing: true }));
    expect(receipt).toMatchObject({ status: 'QUARANTINED', facts: 0 });
    expect(await database.sql`select id from fact`).toHaveLength(0);
  });

  test('a quarantined message that comes again is read anew', async () => {
    const first = await receiveMessage(hub(reading(1, [refused])), delivery('x'));
    expect(first.status).toBe('QUARANTINED');
    const again = await receiveMessage(hub(reading(2, [good('A')])), delivery('x'));
    expect(again).toMatchObject({ status: 'ACCEPTED', messageId: first.messageId });
    expect(await consignmentBy(database.sql, 'A')).not.toBe('');
  });
});

test('a message that was sent to the wrong feed is accepted by the one that its receipt names', async () => {
  const ingest = hub(reading(1, [good('A')]));
  const first = await receiveMessage(ingest, { ...delivery('x'), feed: 'port' });
  expect(first).toMatchObject({ status: 'QUARANTINED', issues: [{ code: 'NOT_FOR_THIS_FEED' }] });
  expect(first.issues[0]?.remedy).toContain('/feeds/shipping');
  expect(await receiveMessage(ingest, { ...delivery('x'), feed: 'port' })).toMatchObject({ status: 'QUARANTINED' });
  const again = await receiveMessage(ingest, delivery('x'));
  expect(again).toMatchObject({ status: 'ACCEPTED', messageId: first.messageId, facts: 1 });
  expect(await database.sql`select feed from message`).toEqual([{ feed: 'shipping' }]);
  const elsewhere = await receiveMessage(ingest, { ...delivery('x'), feed: 'port' });
  expect(elsewhere).toMatchObject({ status: 'DUPLICATE', firstStatus: 'ACCEPTED' });
  expect(await database.sql`select feed from message`).toEqual([{ feed: 'shipping' }]);
});

describe('a reading by a mended adapter', () => {
  const load = (day: string): ReadPart => ({ facts: [event('LOAD', day, { references: refs('BL A') })], issues: [] });
  const facts = () => database.sql<{ state: string }[]>`select link_state as state from fact order by position`;

  async function readTwice(first: readonly ReadPart[], second: readonly ReadPart[]) {
    await receiveMessage(hub(reading(1, first)), delivery('x'));
    const [stored] = await database.sql<{ id: string }[]>`update message set status = 'QUARANTINED' returning id`;
    const receipt = await receiveMessage(hub(reading(2, second)), delivery('x'));
    expect(receipt.messageId).toBe(stored?.id);
  }

  test('that says the same changes nothing', async () => {
    await readTwice([good('A')], [good('A')]);
    expect(await facts()).toEqual([{ state: 'LINKED' }]);
  });

  test('replaces what it reads otherwise, and keeps the fact', async () => {
    await readTwice([good('A'), load('2026-03-01')], [good('A'), load('2026-03-02')]);
    expect((await facts()).map(row => row.state)).toEqual(['LINKED', 'REPLACED', 'LINKED']);
    const [row] = await database.sql`
      select jsonb_path_query_array(events::jsonb, '$.events[*].time.raw') as times from consignment_slice where slice = 'consignment'`;
    expect(row?.times).toEqual(['2026-03-02']);
    expect(await rebuildCheck(database.sql)).toEqual({ consignments: 1, differences: [] });
  });

  test('that finds another number moves the goods, and back', async () => {
    await readTwice([good('A')], [good('B')]);
    expect(await consignmentBy(database.sql, 'A')).toBe('');
    expect(await consignmentBy(database.sql, 'B')).not.toBe('');
    await database.sql`update message set status = 'QUARANTINED'`;
    await receiveMessage(hub(reading(3, [good('A')])), delivery('x'));
    expect((await facts()).map(row => row.state)).toEqual(['LINKED', 'REPLACED']);
    expect(await rebuildCheck(database.sql)).toEqual({ consignments: 1, differences: [] });
  });
});

test('what is no identifier links nothing and breaks nothing', async () => {
  const long = bill('A', { references: refs(`BOOKING ${'9'.repeat(5000)}`, 'UCR_D A|B') });
  await receiveMessage(hub(reading(1, [{ facts: [long], issues: [] }])), delivery('x'));
  expect(await database.sql`select scheme from fact_reference order by 1`).toEqual([
    { scheme: 'BL' },
    { scheme: 'STATEMENT' },
  ]);
});
