import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { EMBEDDED_AUDIENCE, EMBEDDED_ISSUER } from './token-verifier.ts';

const CLAIMS = { sub: 'somebody', client_id: 'a test', corridor_partner: 'sg-customs', purpose: 'clearance' };
const SCOPE = 'graph:query graph:subscribe feed:customs feed:port operate';
const QUERY = JSON.stringify({ query: '{ consignments(first: 1) { edges { node { id } } } }' });

interface Forgery {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly key?: CryptoKey | Uint8Array;
  readonly expires?: number;
  readonly notBefore?: number;
}

async function answers(hub: TestHub, token: string, init: Partial<RequestInit> & { path?: string } = {}) {
  const { path = '/graphql', ...rest } = init;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${hub.url}${path}`, { method: 'POST', headers, body: QUERY, ...rest });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** `fetch` does not let a request say another host's name. */
function statusUnderName(hub: TestHub, host: string): Promise<number | undefined> {
  const headers = { host, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    request({ port: hub.port, host: '127.0.0.1', path: '/explorer/session', method: 'POST', headers }, response => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end('{"party":"analyst"}');
  });
}

describe('the embedded issuer', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub?.stop());

  async function sign({ claims = {}, header = {}, expires = 60, notBefore, ...given }: Forgery): Promise<string> {
    const { kid, privateKey } = hub.services.signingKey ?? { kid: '', privateKey: undefined };
    const now = Math.floor(Date.now() / 1000);
    const key = given.key ?? privateKey;
    if (!key) throw new Error('no key to sign with');
    const jwt = new SignJWT({ ...CLAIMS, scope: SCOPE, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt', ...header })
      .setIssuer(given.issuer ?? EMBEDDED_ISSUER)
      .setAudience(given.audience ?? EMBEDDED_AUDIENCE)
      .setExpirationTime(now + expires);
    return (notBefore === undefined ? jwt : jwt.setNotBefore(now + notBefore)).sign(key);
  }

  const stranger = generateKeyPair('ES256').then(pair => pair.privateKey);

  async function publicKeyAsSecret(): Promise<string> {
    const [jwk] = hub.services.publicKeys.keys.filter(key => key.kid === hub.services.signingKey?.kid);
    const publicKey = (await importJWK(jwk ?? {}, 'ES256')) as CryptoKey;
    return sign({ key: new TextEncoder().encode(await exportSPKI(publicKey)), header: { alg: 'HS256' } });
  }

  const unsigned = () =>
    new UnsecuredJWT({ ...CLAIMS, scope: SCOPE })
      .setIssuer(EMBEDDED_ISSUER)
      .setAudience(EMBEDDED_AUDIENCE)
      .setExpirationTime('1m')
      .encode();

  test('a token that holds opens the graph', async () => {
    expect(await answers(hub, await sign({}))).toMatchObject({ status: 200, body: { data: { consignments: {} } } });
  });

  const forgeries: [string, () => string | Promise<string>][] = [
    ['is no token', () => 'abc'],
    ['is not signed (alg none)', unsigned],
    ['is signed with the public key as a shared secret', publicKeyAsSecret],
    ['is signed by a stranger', async () => sign({ key: await stranger })],
    ['has expired', () => sign({ expires: -1 })],
    ['is not valid yet', () => sign({ notBefore: 30 })],
    ['is for another audience', () => sign({ audience: 'another' })],
    ['is of another issuer', () => sign({ issuer: 'https://id.example' })],
    ['is no access token', () => sign({ header: { typ: 'JWT' } })],
    ['names no client', () => sign({ claims: { client_id: undefined } })],
    ['names no partner of this hub', () => sign({ claims: { corridor_partner: 'nobody' } })],
    ['names neither partner nor role', () => sign({ claims: { corridor_partner: undefined } })],
    ['names a partner and a role', () => sign({ claims: { role: 'operator' } })],
    ['has a role that is none', () => sign({ claims: { corridor_partner: undefined, role: 'admin' } })],
    ['has a purpose that the partner never declared', () => sign({ claims: { purpose: 'curiosity' } })],
  ];
  test.each(forgeries)('401 for one that %s', async (_what, forge) => {
    const token = await forge();
    const graph = await answers(hub, token);
    expect(graph.status).toBe(401);
    expect(graph.body).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED', remedy: 'fix-credentials' } }],
    });
    const feed = await answers(hub, token, { path: '/feeds/customs' });
    expect(feed).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED', remedy: 'fix-credentials', status: 401 },
    });
  });

  test('a scope opens no more than its role or partner may have', async () => {
    const analyst = { corridor_partner: undefined, purpose: undefined, role: 'analyst' };
    expect(await answers(hub, await sign({ claims: analyst }), { path: '/feeds/customs' })).toMatchObject({
      status: 403,
    });
    expect(await answers(hub, await sign({}), { path: '/feeds/port' })).toMatchObject({ status: 403 });
  });

  test('a token without the scope, or without a purpose, does not open the graph', async () => {
    for (const claims of [{ scope: 'feed:customs' }, { scope: '' }, { purpose: undefined }]) {
      const { status, body } = await answers(hub, await sign({ claims }));
      expect(status).toBe(403);
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', remedy: 'fix-credentials' } }] });
    }
  });

  test('development sessions are for this machine, by its own name', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"party":"sg-customs"}' };
    const session = (await (await fetch(`${hub.url}/explorer/session`, init)).json()) as Record<string, string>;
    expect(session).toMatchObject({ party: 'sg-customs', label: 'Singapore Customs' });
    expect(await answers(hub, session.token ?? '')).toMatchObject({ status: 200 });
    expect(await statusUnderName(hub, 'rebound.example')).toBe(403);
    expect(await statusUnderName(hub, `localhost:${hub.port}`)).toBe(200);
  });
});

describe('an external issuer', () => {
  let issuer: Server;
  let hub: TestHub;
  let privateKey: CryptoKey;
  const jwks: { keys: JWK[] } = { keys: [] };
  const address = () => `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/realms/trade`;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    privateKey = pair.privateKey;
    jwks.keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
    issuer = createServer(({ url = '' }, response) => {
      const documents: Record<string, unknown> = {
        '/.well-known/oauth-authorization-server/realms/trade': { issuer: address(), jwks_uri: `${address()}/keys` },
        '/realms/trade/keys': jwks,
      };
      const found = documents[url];
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
    });
    await new Promise<void>(resolve => issuer.listen(0, '127.0.0.1', resolve));
    hub = await startTestHub({ CORRIDOR_ISSUER: address(), CORRIDOR_AUDIENCE: 'corridor' });
  });
  afterAll(async () => {
    await hub?.stop();
    issuer.close();
  });

  const sign = (iss = address(), kid = 'one', key = privateKey) =>
    new SignJWT({ ...CLAIMS, scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
      .setIssuer(iss)
      .setAudience('corridor')
      .setExpirationTime('1m')
      .sign(key);

  test('its tokens hold, those of others do not', async () => {
    expect(await answers(hub, await sign())).toMatchObject({ status: 200 });
    expect(await answers(hub, await sign(`${address()}/other`))).toMatchObject({ status: 401 });
  });

  test('keys are rotated with an overlap, and no request fails meanwhile', async () => {
    const [old] = jwks.keys;
    const next = await generateKeyPair('RS256');
    const statuses = async (tokens: readonly string[]) =>
      (await Promise.all(tokens.map(token => answers(hub, token)))).map(each => each.status);
    expect(await statuses([await sign(), await sign()])).toEqual([200, 200]);
    await new Promise(resolve => setTimeout(resolve, 1_100)); // published for a while before it signs
    jwks.keys = [...(old ? [old] : []), { ...(await exportJWK(next.publicKey)), kid: 'two', alg: 'RS256', use: 'sig' }];
    const byNext = await sign(address(), 'two', next.privateKey);
    expect(await statuses([byNext, await sign(), byNext, await sign()])).toEqual([200, 200, 200, 200]);
    jwks.keys = jwks.keys.slice(1);
    expect(await statuses([byNext])).toEqual([200]);
    jwks.keys = old ? [old] : [];
  });

  test('the hub issues none of its own', async () => {
    expect(hub.services.signingKey).toBeUndefined();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"party":"analyst"}' };
    expect((await fetch(`${hub.url}/explorer/session`, init)).status).toBe(403);
    expect(await (await fetch(`${hub.url}/explorer/session`)).json()).toEqual({ development: false, parties: [] });
  });
});

test('an issuer that cannot be asked is not the caller’s fault', async () => {
  const hub = await startTestHub({ CORRIDOR_ISSUER: 'http://127.0.0.1:9', CORRIDOR_AUDIENCE: 'corridor' });
  try {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({ ...CLAIMS })
      .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt' })
      .sign(privateKey);
    const { status, body } = await answers(hub, token, { path: '/feeds/customs' });
    expect({ status, code: body.code, remedy: body.remedy }).toEqual({
      status: 503,
      code: 'SOURCE_UNAVAILABLE',
      remedy: 'retry-later',
    });
  } finally {
    await hub.stop();
  }
});
