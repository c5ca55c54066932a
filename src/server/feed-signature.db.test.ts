import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { exportJWK, FlattenedSign, type JWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { detachedSignature, envelopeSigningInput } from '../adapters/partner/envelope-signing-input.ts';
import { packageRoot } from '../config.ts';
import { receiveMessage } from '../ingest/receive-message.ts';
import { detachedJws, type Signer, seconds, signedHeaders } from './feed-signature.fixture.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const SENDER = 'jurong-straits-terminal';
const CUSTOMS = 'sg-customs';
const partners = mkdtempSync(join(tmpdir(), 'corridor-signing-'));
// Without its agreements: they are signed with the keys that are changed here.
cpSync(join(packageRoot, 'partners'), partners, { recursive: true, filter: path => !path.endsWith('/agreements') });
const samples = (partner: string, feed: string) => {
  const folder = join(packageRoot, 'partners', partner, 'samples', feed);
  return readdirSync(folder)
    .filter(name => /\.(edi|json)$/.test(name))
    .map(name => readFileSync(join(folder, name)));
};
const messages = samples(SENDER, 'port');

function signer(kid: string, alg: Signer['alg'] = 'EdDSA'): Signer & { publicKey: KeyObject } {
  const { privateKey, publicKey } =
    alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, alg, key: privateKey, publicKey };
}
const old = signer('2025');
const current = signer('2026', 'ES256');
const stranger = signer('2026');
const customs = signer('customs');

async function publish(partner: string, keys: readonly { kid: string; publicKey: KeyObject; more?: JWK }[]) {
  const jwks = await Promise.all(
    keys.map(async ({ kid, publicKey, more }) => ({ ...(await exportJWK(publicKey)), kid, ...more })),
  );
  writeFileSync(join(partners, partner, 'keys.json'), JSON.stringify({ keys: jwks }));
}
function declare(partner: string, signing: string) {
  const file = join(partners, partner, 'partner.yaml');
  const rest = readFileSync(join(packageRoot, 'partners', partner, 'partner.yaml'), 'utf8').replace(
    /^signing:.*\n?/m,
    '',
  );
  writeFileSync(file, rest);
  appendFileSync(file, `\nsigning: ${signing}\n`);
}

let hub: TestHub;
let next = 0;
let message = new Uint8Array();
beforeAll(async () => {
  declare(SENDER, '{ required: true }');
  declare(CUSTOMS, '{ required: envelopes, algorithms: [EdDSA] }');
  await publish(SENDER, [old, current]);
  await publish(CUSTOMS, [customs]);
  hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
});
afterAll(() => hub?.stop());
beforeEach(() => {
  message = messages[next++ % messages.length] ?? message;
});

async function send(body: Uint8Array, headers: Record<string, string> = {}, whom = SENDER, path = '/feeds/port') {
  const response = await hub.ask(path, whom, { method: 'POST', body: Buffer.from(body), headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const jws = async (bytes: Uint8Array, by: Signer = current, header = {}) => ({
  'x-jws-signature': await detachedJws(bytes, by, header),
});
const request = (content: Uint8Array, method = 'POST') => ({ method, target: '/feeds/port', content });
const refusal = (reason: string) => ({
  status: 401,
  body: { code: 'UNAUTHENTICATED', remedy: 'fix-credentials', reason, detail: expect.any(String) },
});
const accepted = { status: 202, body: { status: 'ACCEPTED', signature: 'VERIFIED' } };

describe('a message that is signed as declared', () => {
  test('with a detached JWS, by either key while they overlap', async () => {
    expect(await send(message, await jws(message, current))).toMatchObject(accepted);
    const again = { status: 202, body: { status: 'DUPLICATE', signature: 'VERIFIED' } };
    expect(await send(message, await jws(message, old))).toMatchObject(again);
    expect(await send(message, await jws(message, old, { b64: false, crit: ['b64'] }))).toMatchObject(again);
  });

  test('as an HTTP message, with Ed25519 and with P-256, whatever its coding', async () => {
    expect(await send(message, signedHeaders(request(message), current))).toMatchObject(accepted);
    const zipped = gzipSync(message);
    const headers = { ...signedHeaders(request(zipped), old, { extra: ';alg="ed25519"' }), 'content-encoding': 'gzip' };
    expect(await send(zipped, headers)).toMatchObject({ status: 202, body: { status: 'DUPLICATE' } });
  });
});

describe('refused, told why, and counted', () => {
  const extra = (more: string) => ({ extra: more });
  const cases: [string, string, (m: Uint8Array) => Promise<Record<string, string>> | Record<string, string>][] = [
    ['no signature', 'UNSIGNED', () => ({})],
    ['altered: JWS', 'ALTERED', m => jws(Buffer.concat([m, Buffer.from(' ')]))],
    ['altered: HTTP content', 'ALTERED', m => signedHeaders(request(Buffer.concat([m, Buffer.from(' ')])), current)],
    ['another method', 'ALTERED', m => signedHeaders(request(m, 'PUT'), current)],
    ['another key under a known name', 'ALGORITHM', m => jws(m, stranger)],
    ['another key of the same kind', 'ALTERED', m => jws(m, { ...signer('2026', 'ES256') })],
    ['a key nobody knows', 'UNKNOWN_KEY', m => jws(m, signer('2031'))],
    ['older than five minutes: JWS', 'STALE', m => jws(m, current, { iat: seconds() - 301 })],
    ['without a time: JWS', 'STALE', m => jws(m, current, { iat: undefined })],
    ['made tomorrow', 'STALE', m => jws(m, current, { iat: seconds() + 86_400 })],
    ['older than five minutes: HTTP', 'STALE', m => signedHeaders(request(m), current, { created: seconds() - 301 })],
    ['expired: HTTP', 'STALE', m => signedHeaders(request(m), current, extra(`;expires=${seconds() - 5}`))],
    [
      'algorithm that does not fit the key',
      'ALGORITHM',
      m => signedHeaders(request(m), current, extra(';alg="ed25519"')),
    ],
    ['a MAC', 'ALGORITHM', m => signedHeaders(request(m), current, extra(';alg="hmac-sha256"'))],
    ['content not covered', 'MALFORMED', m => signedHeaders(request(m), current, { components: ['@method', '@path'] })],
    ['not a JWS', 'MALFORMED', () => ({ 'x-jws-signature': 'good morning' })],
    ['a good JWS beside a bad HTTP signature', 'MALFORMED', async m => ({ ...(await jws(m)), signature: 'none' })],
    ['alg none', 'ALGORITHM', () => ({ 'x-jws-signature': `${header({ alg: 'none', kid: '2026' })}..AA` })],
    ['alg HS256', 'ALGORITHM', () => ({ 'x-jws-signature': `${header({ alg: 'HS256', kid: '2026' })}..AA` })],
  ];
  test.each(cases)('%s', async (_name, reason, headers) => {
    expect(await send(message, await headers(message))).toMatchObject(refusal(reason));
    const metrics = await (await hub.ask('/metrics')).text();
    expect(metrics).toMatch(
      new RegExp(`corridor_feed_refused_total\\{partner="${SENDER}",feed="port",reason="${reason}"\\} [1-9]`),
    );
  });

  test('a replay, also when the signature is written in its other form', async () => {
    const headers = await jws(message);
    expect((await send(message, headers)).status).toBe(202);
    expect(await send(message, headers)).toMatchObject(refusal('REPLAYED'));
    const [head, signature = ''] = headers['x-jws-signature'].split('..');
    expect(await send(message, { 'x-jws-signature': `${head}..${otherForm(signature)}` })).toMatchObject(
      refusal('REPLAYED'),
    );
    const http = signedHeaders(request(message), current);
    expect((await send(message, http)).status).toBe(202);
    expect(await send(message, http)).toMatchObject(refusal('REPLAYED'));
  });

  test('whoever brings it: an operator, and a file', async () => {
    const path = `/feeds/port?from=${SENDER}`;
    expect(await send(message, {}, 'operator', path)).toMatchObject(refusal('UNSIGNED'));
    const profile = hub.services.partners.get(SENDER)?.mapping;
    if (!profile) throw new Error('no such partner');
    const file = receiveMessage(hub.services.ingest, { feed: 'port', bytes: message, profile });
    await expect(file).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { reason: 'UNSIGNED' } });
  });

  test('once the rotation is over, and before it begins', async () => {
    const past = { exp: seconds() - 1 } as JWK;
    await publish(SENDER, [{ ...old, more: past }, current]);
    expect(await send(message, await jws(message, old))).toMatchObject(refusal('UNKNOWN_KEY'));
    await publish(SENDER, [{ ...old, more: { nbf: seconds() + 60 } as JWK }, current]);
    expect(await send(message, await jws(message, old))).toMatchObject(refusal('UNKNOWN_KEY'));
    expect((await send(message, await jws(message, current))).status).toBe(202);
  });

  test('without keys nothing is let in', async () => {
    writeFileSync(join(partners, SENDER, 'keys.json'), '{');
    expect(await send(message, await jws(message))).toMatchObject({
      status: 503,
      body: { code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later' },
    });
    await publish(SENDER, [old, current]);
  });
});

describe('a mutual-sharing envelope', () => {
  const [bytes = Buffer.alloc(0)] = samples(CUSTOMS, 'partner');
  const { signature: _, ...envelope } = JSON.parse(bytes.toString('utf8'));
  const seal = async (by: Signer, content: object = envelope) => {
    const made = await new FlattenedSign(envelopeSigningInput(content))
      .setProtectedHeader({ alg: by.alg, kid: by.kid })
      .sign(by.key);
    return Buffer.from(JSON.stringify({ ...content, signature: detachedSignature(made) }));
  };
  const share = (body: Uint8Array) => send(body, {}, CUSTOMS, '/feeds/partner');

  test('is refused unsigned, altered, with another key, and with a key’s other algorithm', async () => {
    expect(await share(Buffer.from(JSON.stringify(envelope)))).toMatchObject(refusal('UNSIGNED'));
    const sealed = JSON.parse((await seal(customs)).toString('utf8'));
    expect(await share(Buffer.from(JSON.stringify({ ...sealed, revision: 9 })))).toMatchObject(refusal('ALTERED'));
    expect(await share(await seal({ ...stranger, kid: 'customs' }))).toMatchObject(refusal('ALTERED'));
    expect(await share(await seal({ ...current, kid: 'customs' }))).toMatchObject(refusal('ALGORITHM'));
    const list = Buffer.from(JSON.stringify([sealed, envelope]));
    expect(await share(list)).toMatchObject(refusal('UNSIGNED'));
  });

  test('is verified in the graph; the same bytes are a repeat, other bytes with its signature a replay', async () => {
    const sealed = await seal(customs);
    const first = await share(sealed);
    expect(first).toMatchObject(accepted);
    expect(await share(sealed)).toMatchObject({ status: 202, body: { status: 'DUPLICATE', signature: 'VERIFIED' } });
    const spaced = Buffer.from(JSON.stringify(JSON.parse(sealed.toString('utf8')), null, 2));
    expect(await share(spaced)).toMatchObject(refusal('REPLAYED'));
    const [row] = await hub.services.sql`
      select body->>'signed' as signed from fact where kind = 'PARTNER_RECORD' and message_id = ${String(first.body.messageId)}`;
    expect(row?.signed).toBe('VERIFIED');
  });
});

test('an XML signature that nobody verified is told in the receipt', async () => {
  const xml = '<?xml version="1.0"?><x><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></x>';
  const { body } = await send(Buffer.from(xml), {}, CUSTOMS, '/feeds/customs');
  expect(body.issues).toContainEqual(
    expect.objectContaining({
      code: 'SIGNATURE',
      severity: 'INFO',
      position: { kind: 'BYTE', offset: xml.indexOf('http') },
    }),
  );
});

function header(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** (r, n - s) holds wherever (r, s) does. */
function otherForm(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]).toString(
    'base64url',
  );
}
