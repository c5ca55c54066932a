import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactSign } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { packageRoot } from '../config.ts';
import { countingSchema } from './counting-schema.fixture.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { EMBEDDED_AUDIENCE, EMBEDDED_ISSUER } from './token-verifier.ts';

const QUERY = JSON.stringify({ query: '{ consignments(first: 1) { totalCount } }' });
const counting = countingSchema();
const partners = mkdtempSync(join(tmpdir(), 'corridor-tokens-'));
let hub: TestHub;

beforeAll(async () => {
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true });
  const declare = (partner: string, more: string) => {
    const file = join(partners, partner, 'partner.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${more}\n`);
  };
  declare('cn-customs-qingdao', 'accessTokens: { oneTime: true }');
  declare('cn-customs-tianjin', 'accessTokens: { mutualTls: true }');
  const environment = { CORRIDOR_PARTNERS: partners, CORRIDOR_CLIENT_CERT: 'header' };
  hub = await startTestHub(environment, { schema: counting.schema });
});
afterAll(() => hub?.stop());

interface Token {
  readonly partner?: string;
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  /** Members put before the claims, as text. */
  readonly before?: string;
}

/** Signed with the hub's own key: what is wrong is wrong with what the token says. */
async function token({ partner = 'sg-customs', header = {}, claims = {}, before = '' }: Token): Promise<string> {
  const { kid, privateKey } = hub.services.signingKey ?? { kid: '', privateKey: undefined };
  if (!privateKey) throw new Error('no key to sign with');
  const exp = Math.floor(Date.now() / 1000) + 60;
  const identity = { iss: EMBEDDED_ISSUER, aud: EMBEDDED_AUDIENCE, sub: 'a', client_id: 'b', scope: 'graph:query' };
  const text = JSON.stringify({ ...identity, corridor_partner: partner, purpose: 'clearance', exp, ...claims });
  const payload = Buffer.from(before === '' ? text : `{${before},${text.slice(1)}`);
  const sign = new CompactSign(payload).setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt', ...header });
  return sign.sign(privateKey, { crit: { 'x-corridor': true } });
}

async function status(bearer: string, headers: Record<string, string> = {}): Promise<number> {
  const init = { method: 'POST', body: QUERY };
  const all = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers };
  return (await fetch(`${hub.url}/graphql`, { ...init, headers: all })).status;
}

const ATTACKS: readonly [string, Token][] = [
  ['claims of one name twice', { before: '"corridor_partner":"cn-customs-tianjin"' }],
  ['claims of one name twice, spelled otherwise', { before: '"corridor\\u005fpartner":"cn-customs-tianjin"' }],
  ['a key named by a path', { header: { kid: '../../../../dev/null' } }],
  ['a key named by SQL', { header: { kid: "' union select 'key' --" } }],
  ['a key named by an address', { header: { kid: 'http://127.0.0.1:9/key' } }],
  ['a key set named by the token', { header: { jku: 'http://127.0.0.1:9/keys' } }],
  ['a certificate named by the token', { header: { x5u: 'http://127.0.0.1:9/cert' } }],
  ['a key brought by the token', { header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } }],
  ['an unknown critical extension', { header: { crit: ['x-corridor'], 'x-corridor': true } }],
  ['a token of 64 kB', { claims: { padding: 'x'.repeat(65_536) } }],
  ['a certificate bound by other means', { claims: { cnf: { jkt: 'abc' } } }],
];

describe('401 before any resolver', () => {
  test.each(ATTACKS)('%s', async (_what, attack) => {
    const before = counting.calls();
    expect(await status(await token(attack))).toBe(401);
    expect(counting.calls()).toBe(before);
  });
});

test('a token for one use is used once', async () => {
  const partner = 'cn-customs-qingdao';
  const once = await token({ partner, claims: { jti: 'one' } });
  expect([await status(once), await status(once)]).toEqual([200, 401]);
  expect(await status(await token({ partner, claims: { jti: 'two' } }))).toBe(200);
  expect(await status(await token({ partner }))).toBe(401);
});

test('a token bound to a certificate holds with that certificate only', async () => {
  const partner = 'cn-customs-tianjin';
  const der = Buffer.from('the certificate of tianjin');
  const bound = await token({
    partner,
    claims: { cnf: { 'x5t#S256': createHash('sha256').update(der).digest('base64url') } },
  });
  const cert = (bytes: Buffer) => ({ 'client-cert': `:${bytes.toString('base64')}:` });
  expect(await status(bound, cert(der))).toBe(200);
  expect(await status(bound, cert(Buffer.from('another')))).toBe(401);
  expect(await status(bound)).toBe(401);
  expect(await status(await token({ partner }), cert(der))).toBe(401);
});

test('the streams of a partner that is no longer one are cut within 5 s', async () => {
  const authorization = `Bearer ${await hub.tokenOf('landsea-rail')}`;
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const said: string[] = [];
  const ended = new Promise<number>(resolve => {
    socket.on('message', data => {
      const message = JSON.parse(String(data));
      said.push(message.type, JSON.stringify(message.payload?.errors ?? message.payload ?? ''));
      if (message.type === 'connection_ack') {
        const query = 'subscription { consignmentEvents { kind cursor } }';
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
        rmSync(join(partners, 'landsea-rail'), { recursive: true });
      }
      if (message.type === 'complete' || message.type === 'error') resolve(Date.now());
    });
    socket.on('close', (_, reason) => {
      said.push(String(reason));
      resolve(Date.now());
    });
  });
  await new Promise(resolve => socket.on('open', resolve)); // listened for before anything else is waited for
  const started = Date.now();
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  expect((await ended) - started).toBeLessThan(5_000);
  expect(said.join()).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
  socket.close();
});
