import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { subgraphFile } from '../partners/subgraph-file.ts';
import { PartnerCall } from './partner-call.ts';

const CERTIFICATES = join(packageRoot, 'test', 'certificates');
const read = (name: string) => readFileSync(join(CERTIFICATES, name));
const UNTRUSTED = { ok: false, why: 'no answer' };

let folder: string;
let server: Server;
let origin: string;
let handle: RequestListener;
/** Each connection that a partner's server took, and whom it was shown. */
let connections = 0;
let shown: string | undefined;
const calls: PartnerCall[] = [];

beforeEach(() => {
  connections = 0;
  handle = (_request, response) => response.end('{"data":{}}');
  folder = mkdtempSync(join(tmpdir(), 'corridor-certificates-'));
  for (const name of ['authority.cert.pem', 'hub.cert.pem', 'hub.key.pem', 'stranger.cert.pem', 'stranger.key.pem'])
    cpSync(join(CERTIFICATES, name), join(folder, name));
});
afterEach(() => {
  for (const call of calls.splice(0)) call.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function serve(isTls: boolean): Promise<void> {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (isTls) shown = (request.socket as TLSSocket).getPeerCertificate().subject?.CN as string | undefined;
    request.resume().on('end', () => handle(request, response));
  };
  const tls = { cert: read('server.cert.pem'), key: read('server.key.pem'), ca: read('authority.cert.pem') };
  server = isTls
    ? createHttpsServer({ ...tls, requestCert: true, rejectUnauthorized: true }, listener)
    : createHttpServer(listener);
  server.on(isTls ? 'secureConnection' : 'connection', () => connections++);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  origin = `${isTls ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`;
}

function callOf(changes: object = {}): PartnerCall {
  const declaration = subgraphFile.parse({
    url: `${origin}/graphql`,
    allowPrivate: true,
    sdl: { sha256: '0'.repeat(64) },
    namespace: 'Tuas',
    purpose: 'transit-monitoring',
    timeoutMs: 2_000,
    ...changes,
  });
  const call = new PartnerCall({ declaration, sdl: '', folder });
  calls.push(call);
  return call;
}

const as = (name: string, caFile: string | undefined = 'authority.cert.pem') => ({
  credentials: { mutualTls: { certFile: `${name}.cert.pem`, keyFile: `${name}.key.pem`, ...(caFile && { caFile }) } },
});
const ask = (call: PartnerCall) => call.post({ query: '{ a }' });

describe('mutual TLS, with a server that takes nobody without a certificate of its authority', () => {
  beforeEach(() => serve(true));

  test('the hub shows its certificate and knows the server’s', async () => {
    expect(await ask(callOf(as('hub')))).toMatchObject({ ok: true });
    expect(shown).toBe('hub');
  });

  test('without a certificate, or with one of another authority, there is no answer', async () => {
    expect(await ask(callOf(as('stranger')))).toEqual(UNTRUSTED);
    expect(await ask(callOf())).toEqual(UNTRUSTED);
  });

  test('a server whose authority the hub was not told of is not trusted', async () => {
    expect(await ask(callOf(as('hub', '')))).toEqual(UNTRUSTED);
    expect(await ask(callOf(as('hub', 'stranger.cert.pem')))).toEqual(UNTRUSTED);
    expect(connections).toBe(0);
  });

  test('a certificate that is renewed is shown at the next call', async () => {
    for (const kind of ['cert', 'key']) cpSync(join(folder, `stranger.${kind}.pem`), join(folder, `own.${kind}.pem`));
    const call = callOf(as('own'));
    expect(await ask(call)).toEqual(UNTRUSTED);
    for (const kind of ['cert', 'key']) cpSync(join(folder, `hub.${kind}.pem`), join(folder, `own.${kind}.pem`));
    expect(await ask(call)).toMatchObject({ ok: true });
  });
});

describe('connections', () => {
  beforeEach(() => serve(false));

  test('are kept between calls, and are no more than the calls that may be made at a time', async () => {
    const call = callOf({ concurrency: 3 });
    await ask(call);
    await ask(call);
    expect(connections).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => ask(call)));
    expect(connections).toBeLessThanOrEqual(3);
  });

  test('are each partner’s own: one that hangs keeps no other waiting', async () => {
    const [slow, other] = [callOf({ concurrency: 2, timeoutMs: 400 }), callOf({ concurrency: 2 })];
    handle = () => undefined;
    const hanging = Promise.all(Array.from({ length: 6 }, () => ask(slow)));
    await new Promise(resolve => setTimeout(resolve, 50));
    handle = (_request, response) => response.end('{"data":{}}');
    expect(await ask(other)).toMatchObject({ ok: true });
    expect(await hanging).toEqual(Array(6).fill({ ok: false, why: 'no answer in time' }));
  });

  test('one that the partner closed meanwhile is no failure: the call goes out on another', async () => {
    const call = callOf();
    await ask(call);
    let isFirst = true;
    handle = (request, response) => {
      if (isFirst) request.socket.resetAndDestroy();
      else response.end('{"data":{}}');
      isFirst = false;
    };
    expect(await ask(call)).toMatchObject({ ok: true });
    expect(connections).toBe(2);
  });
});
