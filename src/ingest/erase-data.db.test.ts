import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { packageRoot } from '../config.ts';
import { personalTexts } from '../messages/personal-data.fixture.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { liveConsignments } from '../store/consignment-store.ts';
import { factsById } from '../store/fact-store.ts';
import { safeHorizon } from '../store/known-position.ts';
import { messageBytes } from '../store/message-store.ts';
import { eraseData } from './erase-data.ts';
import { pastGraph } from './past-graph.ts';
import { rebuildCheck } from './rebuild.ts';
import { receiveMessage } from './receive-message.ts';
import { replayMessages } from './replay.ts';

const SENDER = 'cn-customs-tianjin';
const FOLDER = join(packageRoot, 'partners', SENDER, 'samples', 'customs');
const MARCH = new Date('2026-03-10T00:00:00Z');
const NOW = new Date('2026-06-15T00:00:00Z');
/** Some declarations: each names its parties. */
const NAMES = readdirSync(FOLDER)
  .filter(name => /-dec-.*\.xml$/.test(name))
  .slice(0, 5);
const ORDER = { sender: SENDER, before: '2026-04', reason: 'the test asks for it' };

const partners = new PartnerDirectory(join(packageRoot, 'partners'));
let database: TestDatabase;
let personal: readonly string[];
beforeAll(async () => {
  database = await createTestDatabase();
  for (const name of NAMES) await tell(name, MARCH);
  personal = personalTexts((await allFacts()).map(known => known.fact));
});
afterAll(() => database.drop());

function tell(name: string, now: Date) {
  const profile = partners.get(SENDER)?.mapping;
  if (!profile) throw new Error(`no partner ${SENDER}`);
  const ingest = { sql: database.sql, adapters: ALL_ADAPTERS, now: () => now };
  return receiveMessage(ingest, { feed: 'customs', bytes: readFileSync(join(FOLDER, name)), profile });
}

async function allFacts() {
  const rows = await database.sql<{ id: string }[]>`select id from fact order by position`;
  return factsById(
    database.sql,
    rows.map(row => row.id),
  );
}

/** Every text of the tables, the documents among them. */
async function everything(table: string): Promise<string> {
  const { sql } = database;
  const [row] = await sql<{ all: string }[]>`select coalesce(string_agg(t::text, ' '), '') as all from ${sql(table)} t`;
  return row?.all ?? '';
}

const found = (text: string) => personal.filter(each => text.includes(each));

test('facts hold what is personal sealed, and their readers get it', async () => {
  expect(personal.length).toBeGreaterThan(3);
  expect(found(await everything('fact'))).toEqual([]);
  expect(found(await everything('message'))).toEqual([]);
  expect(found(await everything('consignment_slice')).length).toBeGreaterThan(0);
});

test('the running month is not erased', async () => {
  await expect(eraseData(database.sql, { ...ORDER, before: '2026-07' }, NOW)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});

/** All consignments, folded as of now by whoever answers questions about the past. */
async function asOfNow(): Promise<string> {
  const { sql } = database;
  const [past, position, ids] = [pastGraph(sql), await safeHorizon(sql), await liveConsignments(sql)];
  return JSON.stringify(await Promise.all(ids.map(id => past.consignment(id, position))));
}

test('an erasure leaves nothing personal in any table, and a graph that the facts give', async () => {
  const { sql } = database;
  expect(found(await asOfNow()).length).toBeGreaterThan(0);
  const erased = await eraseData(sql, ORDER, NOW);
  expect(erased).toMatchObject({ messages: NAMES.length, keys: 1 });
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'place%'`;
  for (const { name } of tables) expect({ name, found: found(await everything(name)) }).toEqual({ name, found: [] });
  expect(personalTexts((await allFacts()).map(known => known.fact))).toEqual([]);
  expect((await rebuildCheck(sql)).differences).toEqual([]);
});

test('nor does the past tell it, although it was read before', async () => {
  expect(found(await asOfNow())).toEqual([]);
});

test('digest and marker stay: the same bytes are known, and cannot be read or replayed', async () => {
  const { sql } = database;
  const [name = ''] = NAMES;
  const again = await tell(name, NOW);
  expect(again.status).toBe('DUPLICATE');
  expect(await messageBytes(sql, again.messageId)).toBeUndefined();
  await sql`update message set status = 'PARTIAL' where id = ${again.messageId}`;
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => NOW };
  const [outcome] = await replayMessages(ingest, partners, [again.messageId], 'test');
  expect(outcome?.refusal).toBe('its bytes were erased');
});

test('what comes afterwards has a key of its own, and what is in memory of the erased is not told again', async () => {
  const { sql } = database;
  const text = readFileSync(join(FOLDER, NAMES[0] ?? ''), 'utf8');
  const profile = partners.get(SENDER)?.mapping;
  if (!profile) throw new Error(`no partner ${SENDER}`);
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => NOW };
  const told = await receiveMessage(ingest, { feed: 'customs', bytes: Buffer.from(`${text}\n`), profile });
  expect(told.status).toBe('ACCEPTED');
  expect((await rebuildCheck(sql)).differences).toEqual([]);
  expect(await eraseData(sql, { ...ORDER, before: '2026-04' }, NOW)).toEqual({
    messages: 0,
    keys: 0,
    consignments: 0,
  });
  expect(Buffer.from((await messageBytes(sql, told.messageId)) ?? []).toString()).toBe(`${text}\n`);
});

test('rows from before there were keys are erased too', async () => {
  const { sql } = database;
  const [name = ''] = NAMES;
  const profile = partners.get(SENDER)?.mapping;
  if (!profile) throw new Error(`no partner ${SENDER}`);
  const bytes = Buffer.concat([readFileSync(join(FOLDER, name)), Buffer.from('\n\n')]);
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => MARCH };
  const { messageId } = await receiveMessage(ingest, { feed: 'customs', bytes, profile });
  const facts = (await allFacts()).filter(known => known.messageId === messageId);
  for (const { id, fact } of facts)
    await sql`update fact set body = ${sql.json(fact as never)}, sealed = null, key_id = null where id = ${id}`;
  await sql`update message set bytes = ${bytes}, key_id = null where id = ${messageId}`;
  expect(found(await everything('fact')).length).toBeGreaterThan(0);
  await eraseData(sql, ORDER, NOW);
  const left = (await allFacts()).filter(known => known.messageId === messageId);
  expect(personalTexts(left.map(known => known.fact))).toEqual([]);
  expect(await messageBytes(sql, messageId)).toBeUndefined();
  expect((await rebuildCheck(sql)).differences).toEqual([]);
});
