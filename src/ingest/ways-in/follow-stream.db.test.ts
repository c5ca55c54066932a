import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { ALL_ADAPTERS } from '../../adapters/all-adapters.ts';
import { packageRoot } from '../../config.ts';
import type { Partner } from '../../partners/partner.ts';
import { type SubscribeDeclaration, subscribeDeclaration } from '../../partners/partner-feeds.ts';
import { readPartners } from '../../partners/read-partners.ts';
import { findPull } from '../../store/feed-state.ts';
import { forgetAll } from '../record-facts.fixture.ts';
import { followPartners } from './follow-partners.ts';
import { followStream } from './follow-stream.ts';
import { type StreamServer, startStreamServer } from './stream-server.fixture.ts';

const SENDER = 'jurong-straits-terminal';
const folder = join(packageRoot, 'partners', SENDER, 'samples', 'port');
const MESSAGES = readdirSync(folder)
  .filter(name => name.endsWith('.edi'))
  .slice(0, 12)
  .map(name => readFileSync(join(folder, name), 'utf8'));
const partner = readPartners(join(packageRoot, 'partners')).partners.get(SENDER) as Partner;

let server: StreamServer;
let database: TestDatabase;
let receipts: string[] = [];
beforeAll(async () => {
  [server, database] = await Promise.all([startStreamServer(), createTestDatabase()]);
});
afterAll(async () => {
  await server?.close();
  await database?.drop();
});
beforeEach(async () => {
  Object.assign(server, { messages: MESSAGES, drops: [], resumed: [], stays: false, answer: undefined });
  receipts = [];
  await forgetAll(database.sql);
  await database.sql`truncate feed_pull`;
});

const GRAPHQL = {
  query: 'subscription ($after: String) { messages(after: $after) { cursor body } }',
  cursorVariable: 'after',
  message: '/messages/body',
  cursor: '/messages/cursor',
};
const streams = (): Record<string, object> => ({
  sse: { protocol: 'sse', url: `${server.http}/stream` },
  'graphql-sse': { protocol: 'graphql-sse', url: `${server.http}/graphql/stream`, ...GRAPHQL },
  'graphql-ws': { protocol: 'graphql-ws', url: `${server.ws}/graphql`, ...GRAPHQL },
});
const declare = (given: object): SubscribeDeclaration =>
  subscribeDeclaration.parse({ kind: 'port', allowPrivate: true, silenceSeconds: 20, ...given });
const polling = (signal: AbortSignal) => ({
  ingest: { sql: database.sql, adapters: ALL_ADAPTERS, now: () => new Date() },
  chance: () => 0,
  onReceipt: (_feed: string, { status }: { status: string }) => receipts.push(status),
  signal,
});
const follow = (declaration: SubscribeDeclaration) =>
  followStream(polling(new AbortController().signal), partner, declaration);
const state = ({ url }: SubscribeDeclaration) => findPull(database.sql, { partner: SENDER, feed: 'port', url });
async function archived(): Promise<string[]> {
  const rows = await database.sql<
    { sha256: string }[]
  >`select sha256 from message where status = 'ACCEPTED' order by 1`;
  return rows.map(row => row.sha256);
}
const digests = (messages: readonly string[]) =>
  messages.map(each => createHash('sha256').update(each).digest('hex')).sort();

describe.each(['sse', 'graphql-sse', 'graphql-ws'])('%s', name => {
  test('what was dropped in the middle is gone on from: nothing lost, nothing done twice', async () => {
    const declaration = declare(streams()[name] ?? {});
    server.drops = [5, 3];
    await follow(declaration);
    expect(await state(declaration)).toMatchObject({ failures: 1, cursor: '5', lastErrorCode: expect.any(String) });
    await follow(declaration);
    expect(await state(declaration)).toMatchObject({ failures: 1, cursor: '8' });
    await follow(declaration);
    expect(server.resumed).toEqual([null, '5', '8']);
    expect(await state(declaration)).toMatchObject({ failures: 0, cursor: String(MESSAGES.length) });
    expect(receipts).toEqual(MESSAGES.map(() => 'ACCEPTED'));
    expect(await archived()).toEqual(digests(MESSAGES));
    await database.sql`update feed_pull set cursor = '9'`; // A hub that ended after it read and before it noted so.
    await follow(declaration);
    expect(receipts.slice(MESSAGES.length)).toEqual(['DUPLICATE', 'DUPLICATE', 'DUPLICATE']);
    expect(await archived()).toEqual(digests(MESSAGES));
  }, 30_000);
});

test('of two hubs one follows; when it stops the other goes on after it', async () => {
  const declaration = declare(streams().sse ?? {});
  server.stays = true;
  const declared = () => [{ ...partner, subscribe: [declaration] }];
  const failures: unknown[] = [];
  const hubs = [1, 2].map(() => {
    const stopping = new AbortController();
    const taken: string[] = [];
    const onReceipt = (_feed: string, { status }: { status: string }) => taken.push(status);
    const following = { ...polling(stopping.signal), onReceipt };
    return { stopping, taken, done: followPartners(following, declared, error => failures.push(error)) };
  });
  await expect.poll(async () => (await archived()).length, { timeout: 20_000 }).toBe(MESSAGES.length);
  await new Promise(resolve => setTimeout(resolve, 1_500));
  expect(hubs.map(each => each.taken.length).sort((a, b) => a - b)).toEqual([0, MESSAGES.length]);
  server.messages = [...MESSAGES, `${MESSAGES[0]}\n`];
  const follower = hubs.find(each => each.taken.length > 0);
  follower?.stopping.abort();
  await follower?.done;
  await expect.poll(async () => (await archived()).length, { timeout: 20_000 }).toBe(MESSAGES.length + 1);
  for (const { stopping } of hubs) stopping.abort();
  await Promise.all(hubs.map(each => each.done));
  expect(server.resumed).toEqual([null, String(MESSAGES.length)]);
  expect(failures).toEqual([]);
}, 60_000);

describe('what goes wrong', () => {
  test.each<[string, string, object, StreamServer['answer'] | undefined]>([
    ['an answer that is no stream', 'NOT_A_STREAM', {}, (_, response) => response.writeHead(200).end('{}')],
    ['an error', 'HTTP_503', {}, (_, response) => response.writeHead(503, { 'retry-after': '90' }).end()],
    ['a private address', 'private', { allowPrivate: false }, undefined],
    [
      'a redirect to the metadata of a cloud',
      'not declared',
      {},
      (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    ],
    [
      'a stream that falls silent',
      'SILENT',
      { silenceSeconds: 1 },
      (_, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n'),
    ],
    [
      'a stream that ends at once',
      'ENDED',
      {},
      (_, r) => r.writeHead(200, { 'content-type': 'text/event-stream' }).end(),
    ],
  ])(
    '%s is told, and tried again later',
    async (_what, told, more, answer) => {
      const declaration = declare({ ...streams().sse, ...more });
      server.answer = answer;
      await follow(declaration);
      const { failures, lastErrorCode, lastErrorDetail, nextAt } = (await state(declaration)) ?? {};
      expect(failures).toBe(1);
      expect(`${lastErrorCode} ${lastErrorDetail}`).toContain(told);
      expect((nextAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(told === 'HTTP_503' ? 80_000 : 0);
      expect(receipts).toEqual([]);
    },
    20_000,
  );

  test('a socket to a private address is not opened', async () => {
    const declaration = declare({ ...streams()['graphql-ws'], allowPrivate: false });
    await follow(declaration);
    expect(server.resumed).toEqual([]);
    expect(await state(declaration)).toMatchObject({
      failures: 1,
      lastErrorDetail: expect.stringContaining('private'),
    });
  });

  test('a subscription that the partner refuses is told with its reason', async () => {
    const declaration = declare({ ...streams()['graphql-ws'], query: 'subscription { nothing }' });
    await follow(declaration);
    expect(await state(declaration)).toMatchObject({ lastErrorDetail: expect.stringContaining('nothing') });
  });

  test('a message that its partner should have signed is not let in, and the stream waits at it', async () => {
    const declaration = declare(streams().sse ?? {});
    const refusing = {
      ...polling(new AbortController().signal),
      ingest: {
        sql: database.sql,
        adapters: ALL_ADAPTERS,
        now: () => new Date(),
        verify: () => Promise.reject(new Error('not signed')),
      },
    };
    await followStream(refusing, partner, declaration);
    expect(await state(declaration)).toMatchObject({ failures: 1, cursor: null, lastErrorDetail: 'not signed' });
    expect(await archived()).toEqual([]);
  });
});

test('a declaration that could not work is refused', () => {
  const bad = (given: object) => subscribeDeclaration.safeParse({ kind: 'port', ...given }).success;
  expect(bad({ protocol: 'graphql-sse', url: 'https://a.example/' })).toBe(false);
  expect(bad({ protocol: 'sse', url: 'wss://a.example/' })).toBe(false);
  expect(bad({ ...GRAPHQL, protocol: 'graphql-ws', url: 'https://a.example/' })).toBe(false);
  expect(bad({ protocol: 'sse', url: 'https://a.example/' })).toBe(true);
});
