import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphFile } from '../partners/subgraph-file.ts';
import { CallSlots } from './call-slots.ts';
import { Circuit } from './circuit.ts';
import { PartnerCall } from './partner-call.ts';

const folder = mkdtempSync(join(tmpdir(), 'corridor-partner-call-'));
let server: Server;
let origin: string;
let handle: (request: IncomingMessage, response: ServerResponse) => void;
const seen: { url: string; authorization: string | undefined }[] = [];

beforeAll(async () => {
  writeFileSync(join(folder, 'secret'), 'of the hub\n');
  server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization });
    request.resume().on('end', () => handle(request, response));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function callOf(changes: object = {}) {
  const declaration = subgraphFile.parse({
    url: `${origin}/graphql`,
    allowPrivate: true,
    sdl: { sha256: '0'.repeat(64) },
    namespace: 'Tuas',
    purpose: 'transit-monitoring',
    timeoutMs: 300,
    ...changes,
  });
  return new PartnerCall({ declaration, sdl: '', folder });
}

const ok = (_request: IncomingMessage, response: ServerResponse) => response.end('{"data":{}}');
const ask = (call: PartnerCall) => call.post({ query: '{ a }' });

describe('a call of a partner’s subgraph', () => {
  test('goes to no private address that is not declared as one, and follows no redirect', async () => {
    handle = ok;
    expect(await ask(callOf({ allowPrivate: false }))).toMatchObject({ ok: false, why: 'no answer' });
    handle = (_request, response) => response.writeHead(302, { location: `${origin}/elsewhere` }).end();
    seen.length = 0;
    expect(await ask(callOf())).toMatchObject({ ok: false, why: 'an answer that is none' });
    expect(seen.map(each => each.url)).toEqual(['/graphql']);
  });

  test('shows a token that it got as a client, asks for it once, and again when it was not taken', async () => {
    let isTaken = true;
    handle = ({ url }, response) => {
      if (url === '/token') response.end('{"access_token":"t1","token_type":"Bearer","expires_in":600}');
      else response.writeHead(isTaken ? 200 : 401).end('{"data":{}}');
    };
    seen.length = 0;
    const oauth = { tokenUrl: `${origin}/token`, clientId: 'corridor', clientSecretFile: 'secret' };
    const call = callOf({ credentials: { oauth } });
    expect(await ask(call)).toMatchObject({ ok: true });
    expect(await ask(call)).toMatchObject({ ok: true });
    isTaken = false;
    expect(await ask(call)).toMatchObject({ ok: false });
    isTaken = true;
    expect(await ask(call)).toMatchObject({ ok: true });
    const basic = `Basic ${Buffer.from('corridor:of%20the%20hub').toString('base64')}`;
    expect(seen.map(each => each.url)).toEqual(['/token', '/graphql', '/graphql', '/graphql', '/token', '/graphql']);
    expect(seen[0]?.authorization).toBe(basic);
    expect(seen[1]?.authorization).toBe('Bearer t1');
  });

  test('is not made while it keeps failing, and is tried again after a pause', async () => {
    handle = (_request, response) => response.writeHead(500).end();
    const call = callOf({ breaker: { openAfter: 2, pauseSeconds: 1 } });
    await ask(call);
    await ask(call);
    seen.length = 0;
    expect(await ask(call)).toEqual({ ok: false, why: 'paused after failures' });
    expect(seen).toEqual([]);
    handle = ok;
    await new Promise(resolve => setTimeout(resolve, 1_050));
    expect(await ask(call)).toMatchObject({ ok: true });
  });

  test('waits for a slot no longer than its own time, and takes none of another partner’s', async () => {
    const held: ServerResponse[] = [];
    handle = (_request, response) => held.push(response);
    const slow = callOf({ concurrency: 1 });
    const both = Promise.all([ask(slow), ask(slow)]);
    const other = callOf();
    await new Promise(resolve => setTimeout(resolve, 50));
    handle = ok;
    expect(await ask(other)).toMatchObject({ ok: true });
    expect(await both).toEqual(Array(2).fill({ ok: false, why: 'no answer in time' }));
    expect(held).toHaveLength(1);
  });
});

test('slots are given in turn, and given back when the work fails', async () => {
  const slots = new CallSlots(1);
  const order: number[] = [];
  const { signal } = new AbortController();
  const work = (i: number) => slots.run(async () => void order.push(i), signal);
  await expect(slots.run(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  await Promise.all([work(1), work(2), work(3)]);
  expect(order).toEqual([1, 2, 3]);
});

test('after a pause one call tries, and the others wait for how it went', () => {
  const circuit = new Circuit({ openAfter: 1, pauseSeconds: 10 });
  circuit.failed(0);
  expect([circuit.admits(9_999), circuit.admits(10_000), circuit.admits(10_001)]).toEqual([false, true, false]);
  circuit.succeeded();
  expect(circuit.admits(10_002)).toBe(true);
});
