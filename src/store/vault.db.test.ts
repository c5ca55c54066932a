import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '../../test/test-database.ts';
import { connect } from './database.ts';
import { archiveMessages, bytesOfMessages, messageBytes, type NewMessage } from './message-store.ts';
import { uuidv7 } from './uuid-v7.ts';
import { setVault } from './vault.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const TEXT = 'Herr Otto Beispielmann, Hafenstrasse 12';

function message(text: string, receivedAt = new Date('2026-03-05T00:00:00Z')): NewMessage {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id: uuidv7(), sender: 'cn-customs-tianjin', sha256, feed: 'customs', bytes, receivedAt };
}

test('bytes lie sealed, and are opened by whoever has the secret', async () => {
  const { sql, url } = database;
  const sent = message(TEXT);
  await archiveMessages(sql, [sent]);
  const [row] = await sql<{ bytes: Buffer }[]>`select bytes from message where id = ${sent.id}`;
  expect(row?.bytes.includes('Beispielmann')).toBe(false);
  expect(Buffer.from((await messageBytes(sql, sent.id)) ?? []).toString()).toBe(TEXT);

  const other = connect(url, { max: 2 });
  setVault(other, () => TEST_SECRET);
  expect(Buffer.from((await messageBytes(other, sent.id)) ?? []).toString()).toBe(TEXT);
  await other.end();
});

test('many that are archived together are each sealed for themselves, answered in the order given, and once', async () => {
  const { sql } = database;
  const texts = ['zebra', 'ape', '', 'a longer one '.repeat(500), 'ape', 'über'];
  const sent = texts.map(text => message(text, new Date('2026-04-05T00:00:00Z')));
  const archived = await archiveMessages(sql, sent);
  expect(archived.filter(({ repeat }) => repeat)).toHaveLength(1);
  expect(archived.map(({ stored }) => stored.sha256)).toEqual(sent.map(({ sha256 }) => sha256));
  const opened = await bytesOfMessages(
    sql,
    archived.map(({ stored }) => stored.id),
  );
  expect(opened.map(bytes => Buffer.from(bytes ?? []).toString())).toEqual(texts);
  expect(await bytesOfMessages(sql, [uuidv7()])).toEqual([undefined]);
});

test('another secret opens nothing, and makes no key', async () => {
  const { sql, url } = database;
  const sent = message('one more');
  await archiveMessages(sql, [sent]);
  const stranger = connect(url, { max: 2 });
  setVault(stranger, () => 'the secret of somebody else');
  await expect(messageBytes(stranger, sent.id)).rejects.toMatchObject({ code: 'CONFIGURATION' });
  await expect(archiveMessages(stranger, [message('stranger', new Date('2030-01-01'))])).rejects.toMatchObject({
    code: 'CONFIGURATION',
  });
  await stranger.end();
});

test('without a secret nothing is written', async () => {
  const bare = connect(database.url, { max: 1 });
  await expect(archiveMessages(bare, [message('open')])).rejects.toThrow('given no secret');
  await bare.end();
});

test('one key a sender, kind of feed and month, also when several hubs make it at once', async () => {
  const { sql, url } = database;
  const hubs = [1, 2, 3].map(() => {
    const hub = connect(url, { max: 2 });
    setVault(hub, () => TEST_SECRET);
    return hub;
  });
  const april = new Date('2026-04-30T23:59:59Z');
  const sent = hubs.map((_hub, i) => message(`hub ${i}`, april));
  await Promise.all(hubs.map((hub, i) => archiveMessages(hub, sent.slice(i, i + 1))));
  await archiveMessages(sql, [message('of May', new Date('2026-05-01T00:00:00Z'))]);
  for (const each of sent) expect(Buffer.from((await messageBytes(sql, each.id)) ?? [])).toEqual(each.bytes);
  const months = await sql<{ month: string; count: number }[]>`
    select month, count(*)::int as count from data_key where month > '2026-03' group by month order by month`;
  expect(months.map(each => ({ ...each }))).toEqual([
    { month: '2026-04', count: 1 },
    { month: '2026-05', count: 1 },
  ]);
  await Promise.all(hubs.map(hub => hub.end()));
});

test('sealed bytes laid in the place of another message are not taken for it', async () => {
  const { sql } = database;
  const [one, two] = [message('the first'), message('the second')];
  await archiveMessages(sql, [one, two]);
  await sql`update message set bytes = (select bytes from message where id = ${one.id}) where id = ${two.id}`;
  await expect(messageBytes(sql, two.id)).rejects.toThrow('was changed');
});

test('a row from before there were keys stays readable', async () => {
  const { sql } = database;
  const old = message('from before');
  await sql`
    insert into message (id, sender, sha256, feed, bytes, received_at, status)
    values (${old.id}, ${old.sender}, ${old.sha256}, ${old.feed}, ${Buffer.from('from before')}, ${old.receivedAt}, 'RECEIVED')`;
  expect(Buffer.from((await messageBytes(sql, old.id)) ?? []).toString()).toBe('from before');
});
