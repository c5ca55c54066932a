import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const TERMINAL = 'jurong-straits-terminal';
const SIGNER = 'qinzhou-port';
const STREAMER = 'klang-west-terminal';
const samples = join(packageRoot, 'partners', TERMINAL, 'samples', 'port');
const files = readdirSync(samples).filter(each => each.endsWith('.edi'));
const [pulled = Buffer.alloc(0), pushed = Buffer.alloc(0), streamed = Buffer.alloc(0)] = files.map(name =>
  readFileSync(join(samples, name)),
);
const server = createServer((request, response) => {
  if (request.url === '/good') response.writeHead(200, { etag: '"7"' }).end(pulled);
  else if (request.url === '/stream') sendStream(response);
  else response.writeHead(500).end();
});

/** Stays open after its one event. */
function sendStream(response: ServerResponse): void {
  const data = streamed.toString().split('\n');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`id: 41\n${data.map(line => `data: ${line}`).join('\n')}\n\n`);
}

interface Feed {
  readonly kind: string;
  readonly partner: { readonly partner: string };
  readonly [field: string]: unknown;
}
let hub: TestHub;
let origin = '';
beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const partners = mkdtempSync(join(tmpdir(), 'corridor-feeds-'));
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true });
  const addresses = ['good', 'bad'].map(each => `{ kind: port, url: ${origin}/${each}, allowPrivate: true }`);
  appendFileSync(join(partners, TERMINAL, 'partner.yaml'), `\npull: [${addresses.join(', ')}]\n`);
  appendFileSync(
    join(partners, STREAMER, 'partner.yaml'),
    `\nsubscribe: [{ kind: port, protocol: sse, url: ${origin}/stream, allowPrivate: true }]\n`,
  );
  appendFileSync(join(partners, SIGNER, 'partner.yaml'), '\nsigning: { required: true }\n');
  hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
});
afterAll(async () => {
  await hub?.stop();
  server.closeAllConnections();
  server.close();
});

const QUERY = `query ($partner: ID) { feeds(partner: $partner) {
  kind partner { partner } lastReceivedAt lastAcceptedAt lastError { code detail at } lagSeconds counts { status count }
  alarms { reason times detail sha256 firstAt lastAt } pulls { url protocol breaker failures cursor everySeconds lastSuccessAt nextAt } } }`;
async function feeds(whom = 'operator', partner?: string): Promise<readonly Feed[]> {
  const { data, errors } = await hub.query(QUERY, whom, { partner });
  expect(errors).toBeUndefined();
  return data?.feeds as Feed[];
}
async function port(partner: string): Promise<Feed> {
  const found = (await feeds('operator', partner)).find(each => each.kind === 'port');
  return found ?? expect.unreachable();
}
const send = (body: Uint8Array | string, whom: string) =>
  hub.ask('/feeds/port', whom, { method: 'POST', body: Buffer.from(body) });

test('a hub polls by itself, and shows how each address is doing', async () => {
  await expect
    .poll(() => port(TERMINAL), { timeout: 10_000 })
    .toMatchObject({
      lastReceivedAt: expect.any(String),
      counts: [{ status: 'ACCEPTED', count: 1 }],
      lastError: { code: 'HTTP_500' },
      lagSeconds: null,
      pulls: [
        { url: `${origin}/good`, breaker: 'CLOSED', failures: 0, cursor: '"7"', everySeconds: 60 },
        { url: `${origin}/bad`, breaker: 'CLOSED', cursor: null, lastSuccessAt: null },
      ],
    });
  await hub.services.sql`update feed_pull set failures = 6, next_at = now() + interval '1 hour' where url like '%/bad'`;
  expect((await port(TERMINAL)).pulls).toMatchObject([{ breaker: 'CLOSED' }, { breaker: 'OPEN', failures: 6 }]);
  const metrics = await (await hub.ask('/metrics')).text();
  expect(metrics).toContain(`corridor_feed_pull_open{partner="${TERMINAL}",feed="port"} 1`);
});

test('a hub follows a stream by itself, and shows how it is doing', async () => {
  await expect
    .poll(() => port(STREAMER), { timeout: 10_000 })
    .toMatchObject({
      counts: [{ status: 'ACCEPTED', count: 1 }],
      lagSeconds: expect.any(Number),
      lastError: null,
      pulls: [
        { url: `${origin}/stream`, protocol: 'sse', everySeconds: null, breaker: 'CLOSED', failures: 0, cursor: '41' },
      ],
    });
  const metrics = await (await hub.ask('/metrics')).text();
  expect(metrics).toContain(`corridor_feed_pull_open{partner="${STREAMER}",feed="port"} 0`);
  expect(metrics).toMatch(new RegExp(`corridor_feed_lag_seconds\\{partner="${STREAMER}",feed="port"\\} \\d`));
});

test('what came, what was accepted, and what last went wrong', async () => {
  await send(pushed, TERMINAL);
  await send('good morning', TERMINAL);
  const state = await port(TERMINAL);
  expect(state).toMatchObject({ lastError: { code: 'UNKNOWN_MESSAGE', at: state.lastReceivedAt } });
  expect(state.counts).toEqual([
    { status: 'ACCEPTED', count: 2 },
    { status: 'QUARANTINED', count: 1 },
  ]);
  expect(Date.parse(String(state.lastAcceptedAt))).toBeLessThan(Date.parse(String(state.lastReceivedAt)));
  const metrics = await (await hub.ask('/metrics')).text();
  const accepted = new RegExp(`last_accepted_timestamp_seconds\\{partner="${TERMINAL}",feed="port"\\} ([\\d.]+)`);
  expect(Number(accepted.exec(metrics)?.[1]) * 1000).toBeCloseTo(Date.parse(String(state.lastAcceptedAt)), -1);
});

test('a message refused for its signature is an alarm, counted, and nothing of it is archived', async () => {
  for (let i = 0; i < 3; i++) expect((await send(pushed, SIGNER)).status).toBe(401);
  const state = await port(SIGNER);
  expect(state).toMatchObject({ lastReceivedAt: null, lagSeconds: null, counts: [], pulls: [] });
  expect(state).toMatchObject({
    lastError: { code: 'SIGNATURE_UNSIGNED' },
    alarms: [{ reason: 'UNSIGNED', times: 3 }],
  });
});

test('are for the operator; a partner sees its own, an analyst none', async () => {
  const declared = hub.services.partners.all().reduce((sum, each) => sum + each.feeds.length, 0);
  expect(await feeds()).toHaveLength(declared);
  expect(new Set((await feeds('sg-customs')).map(each => each.partner.partner))).toEqual(new Set(['sg-customs']));
  expect(await feeds('sg-customs', TERMINAL)).toEqual([]);
  expect((await hub.query('{ feeds { kind } }', 'analyst')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
