import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../test/test-database.ts';
import { ALL_ADAPTERS } from '../../adapters/all-adapters.ts';
import { packageRoot } from '../../config.ts';
import type { Partner } from '../../partners/partner.ts';
import { pullDeclaration } from '../../partners/partner-feeds.ts';
import { readPartners } from '../../partners/read-partners.ts';
import { findPull } from '../../store/feed-state.ts';
import type { Receipt } from '../receive-message.ts';
import { pollFeed } from './poll-feed.ts';

const SENDER = 'jurong-straits-terminal';
const folder = join(packageRoot, 'partners', SENDER, 'samples', 'port');
const files = readdirSync(folder).filter(name => name.endsWith('.edi'));
const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = files.map(name =>
  readFileSync(join(folder, name)),
);
const partner = readPartners(join(packageRoot, 'partners')).partners.get(SENDER) as Partner;

type Answering = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answering;
let asked: IncomingMessage[] = [];
let receipts: string[] = [];
let clock = Date.now();
let path = 0;
const server = createServer((request, response) => {
  asked.push(request);
  answer(request, response);
});
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let origin = '';
beforeAll(async () => {
  database = await createTestDatabase();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await database?.drop();
});
beforeEach(() => {
  asked = [];
  receipts = [];
  path++;
});

/** Another hub each time: nothing is remembered but what the database has. */
function poll(more: object = {}, sql = database.sql) {
  const pull = pullDeclaration.parse({
    kind: 'port',
    url: `${origin}/${path}`,
    everySeconds: 10,
    allowPrivate: true,
    ...more,
  });
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date(clock) };
  const onReceipt = (_feed: string, { status }: Receipt) => receipts.push(status);
  return pollFeed({ ingest, chance: () => 0, onReceipt }, partner, pull);
}
const state = (url = `${origin}/${path}`) => findPull(database.sql, { partner: SENDER, feed: 'port', url });
const send =
  (body: Uint8Array, headers = {}, status = 200): Answering =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

describe('etag', () => {
  test('a message is taken once, then asked for only if it changed, and not before it is due', async () => {
    answer = send(first, { etag: '"1"' });
    expect(await poll({ headers: { Authorization: 'Bearer x' } })).toBe(true);
    expect(receipts).toEqual(['ACCEPTED']);
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer x', 'accept-encoding': 'identity' });
    expect(await poll()).toBe(false);
    clock += 10_000;
    answer = (request, response) => response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end();
    expect(await poll()).toBe(true);
    expect(await state()).toMatchObject({
      etag: '"1"',
      failures: 0,
      lastErrorCode: null,
      lastSuccessAt: new Date(clock),
    });
    clock += 10_000;
    answer = send(second, { etag: '"2"' });
    await poll();
    expect(receipts).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(await state()).toMatchObject({ etag: '"2"' });
  });

  test('several hubs at once ask once', async () => {
    answer = (_, response) => setTimeout(() => response.end(first), 100);
    const polled = await Promise.all([poll(), poll(), poll(), poll()]);
    expect(polled.filter(each => each)).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });
});

test('link-next: every page to the last, which is asked again, with its ETag', async () => {
  const pages: Record<string, Answering> = {
    [`/${path}`]: send(first, { link: `</${path}/2>; rel="next", </>; rel="first"` }),
    [`/${path}/2`]: send(second, { link: `<${origin}/${path}/3>; rel=next` }),
    [`/${path}/3`]: send(third, { etag: '"3"' }),
  };
  answer = (request, response) => pages[request.url ?? '']?.(request, response);
  await poll({ cursor: 'link-next' });
  expect(asked.map(each => each.url)).toEqual([`/${path}`, `/${path}/2`, `/${path}/3`]);
  expect(await state()).toMatchObject({ cursor: `${origin}/${path}/3`, etag: '"3"' });
  clock += 10_000;
  await poll({ cursor: 'link-next' });
  expect(asked.at(-1)).toMatchObject({ url: `/${path}/3`, headers: { 'if-none-match': '"3"' } });
  expect(new Set(receipts)).toEqual(new Set(['DUPLICATE', 'ACCEPTED']));
});

test('since: what the other side’s clock said last', async () => {
  answer = send(first, { date: 'Sun, 01 Nov 2026 00:00:00 GMT' });
  await poll({ cursor: 'since', sinceParameter: 'from' });
  clock += 10_000;
  await poll({ cursor: 'since', sinceParameter: 'from' });
  expect(asked.map(each => each.url)).toEqual([`/${path}`, `/${path}?from=2026-11-01T00%3A00%3A00.000Z`]);
});

describe('a failure', () => {
  test('leaves the cursor, waits longer each time, and is to be seen after it is over', async () => {
    answer = send(first, { etag: '"1"' });
    await poll();
    answer = send(Buffer.alloc(0), { 'retry-after': '120' }, 503);
    clock += 10_000;
    await poll();
    expect(await state()).toMatchObject({
      etag: '"1"',
      failures: 1,
      lastErrorCode: 'HTTP_503',
      nextAt: new Date(clock + 120_000),
    });
    answer = send(first, { etag: '"1"' });
    clock += 120_000;
    await poll();
    expect(await state()).toMatchObject({
      failures: 0,
      lastErrorCode: 'HTTP_503',
      lastErrorAt: new Date(clock - 120_000),
    });
  });

  test.each<[string, string, object, Answering]>([
    [
      'a redirect to a host that is not declared',
      'localhost',
      {},
      (_, r) => r.writeHead(302, { location: `http://localhost:${new URL(origin).port}/` }).end(),
    ],
    [
      'a redirect to the metadata of a cloud',
      '169.254.169.254',
      {},
      (_, r) => r.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    ],
    ['a redirect to another scheme', 'file:', {}, (_, r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['redirects without end', 'redirects', {}, (q, r) => r.writeHead(302, { location: q.url }).end()],
    ['a private address', 'private', { allowPrivate: false }, send(first)],
    ['an answer in a coding that was not asked for', 'gzip', {}, send(first, { 'content-encoding': 'gzip' })],
    ['a connection that breaks', 'socket hang up', {}, q => q.socket.destroy()],
  ])('%s', async (_name, detail, more, answering) => {
    answer = answering;
    await poll(more);
    expect(receipts).toEqual([]);
    expect(await state()).toMatchObject({ failures: 1, lastErrorDetail: expect.stringContaining(detail) });
  });

  test('a name that resolves to a private address is not called', async () => {
    const url = `http://localhost:${new URL(origin).port}/${path}`;
    await poll({ url, allowPrivate: false });
    expect(asked).toEqual([]);
    expect(await state(url)).toMatchObject({
      failures: 1,
      lastErrorDetail: expect.stringContaining('private address'),
    });
  });

  test('a next page elsewhere is not followed, and credentials go to no other host', async () => {
    answer = send(first, { link: '<http://169.254.169.254/>; rel="next"' });
    await poll({ cursor: 'link-next' });
    expect(asked).toHaveLength(1);
    expect(await state()).toMatchObject({ failures: 1, lastErrorDetail: expect.stringContaining('not declared') });
    const other = `localhost:${new URL(origin).port}`;
    path++;
    answer = (request, response) =>
      request.headers.host === other
        ? response.end(first)
        : response.writeHead(307, { location: `http://${other}/` }).end();
    await poll({ hosts: [other], headers: { authorization: 'Bearer x' } });
    expect(asked.at(-1)?.headers).toMatchObject({ host: other });
    expect(asked.at(-1)?.headers.authorization).toBeUndefined();
  });
});
