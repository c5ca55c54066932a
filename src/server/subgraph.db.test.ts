import { generateKeyPair, SignJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { type RunningSubgraph, startSubgraph } from './subgraph.ts';
import { signContext } from './subgraph-context.ts';

const SECRET = 'what the gateway of the tests knows';
const ENTITIES = '{ _entities(representations: [{ __typename: "Consignment", id: "x" }]) { __typename } }';
const FORM = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  audience: 'corridor-subgraph',
};

let hub: TestHub;
let customs: RunningSubgraph;
beforeAll(async () => {
  hub = await startTestHub({ CORRIDOR_GATEWAY_SECRET: SECRET });
  const config = { ...hub.services.config, port: 0 };
  customs = await startSubgraph({ name: 'customs', config, logger: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await customs?.close();
  await hub?.stop();
});

async function ask(query: string, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const body = JSON.stringify({ query });
  const response = await fetch(`http://127.0.0.1:${customs.port}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, ...((await response.json()) as { data?: object; code?: string }) };
}

async function exchange(form: Record<string, string>, secret = SECRET, headers = {}): Promise<Record<string, unknown>> {
  const client = Buffer.from(`gateway:${encodeURIComponent(secret)}`).toString('base64');
  const response = await fetch(`${hub.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${client}`, ...headers },
    body: new URLSearchParams({ ...FORM, ...form }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

async function contextOf(whom: string): Promise<string> {
  const { access_token: token } = await exchange({ subject_token: await hub.tokenOf(whom) });
  return String(token);
}

describe('the exchange of tokens at the hub (RFC 8693)', () => {
  test('gives a gateway a context of a minute for a client’s access token', async () => {
    const answer = await exchange({ subject_token: await hub.tokenOf('sg-customs') });
    expect(answer).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 60 });
    expect(answer.issued_token_type).toBe('urn:ietf:params:oauth:token-type:jwt');
  });

  test('is for who knows the secret, and for subgraphs only', async () => {
    const subject = { subject_token: await hub.tokenOf('operator') };
    expect(await exchange(subject, 'a secret that is another')).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(await exchange({ ...subject, audience: 'x' })).toMatchObject({ status: 400, error: 'invalid_target' });
    const grant = { grant_type: 'client_credentials' };
    expect(await exchange({ ...subject, ...grant })).toMatchObject({ error: 'unsupported_grant_type' });
    expect(await exchange({})).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  test('refuses a token that the hub refuses, a context among them', async () => {
    for (const subject_token of ['made-up', await contextOf('operator')]) {
      expect(await exchange({ subject_token })).toMatchObject({ status: 400, code: 'UNAUTHENTICATED' });
    }
  });

  test('lets an operator look as a partner, and nobody else', async () => {
    const as = { 'corridor-view-as': 'sg-customs; purpose=transit-monitoring' };
    const asked = async (whom: string) => exchange({ subject_token: await hub.tokenOf(whom) }, SECRET, as);
    expect(await asked('operator')).toMatchObject({ status: 200 });
    expect(await asked('sg-customs')).toMatchObject({ status: 400, code: 'FORBIDDEN' });
  });

  test('is not there where no gateway has a secret', async () => {
    const alone = await startTestHub();
    const response = await alone.ask('/oauth/token', undefined, { method: 'POST' });
    await alone.stop();
    expect(response.status).toBe(404);
  });
});

describe('a subgraph of its own process', () => {
  const questions = [
    '{ __typename }',
    '{ _service { sdl } }',
    ENTITIES,
    '{ __schema { types { name } } }',
    'not even a query',
  ];

  test.each(questions)('answers the gateway only: %s', async query => {
    const { privateKey } = await generateKeyPair('ES256');
    const foreign = await new SignJWT({
      client_id: 'x',
      agreements: 'x',
      access_until: 9_999_999_999,
      role: 'operator',
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'corridor-context+jwt' })
      .setIssuer('urn:corridor:hub')
      .setAudience('corridor-subgraph')
      .setExpirationTime('1m')
      .sign(privateKey);
    for (const token of [undefined, 'made-up', foreign, await hub.tokenOf('operator')]) {
      const { status, data, code } = await ask(query, token);
      expect({ status, data, code }).toEqual({ status: 401, data: undefined, code: 'UNAUTHENTICATED' });
    }
  });

  test('answers who shows a context of the hub', async () => {
    const { status, data } = await ask('{ _service { sdl } }', await contextOf('operator'));
    expect(status).toBe(200);
    expect(JSON.stringify(data)).toContain('type Declaration');
  });

  test('takes no context that is over, or that was made under other agreements', async () => {
    const { contextKey, agreements } = hub.services;
    const caller = await hub.services.authenticate(`Bearer ${await hub.tokenOf('sg-customs')}`);
    const signed = (now: Date, policyFor = agreements.policyFor.bind(agreements)) =>
      signContext(contextKey, caller, { ...hub.services, agreements: { policyFor } as typeof agreements }, now);
    const old = await signed(new Date(Date.now() - 61_000));
    const none = await signed(new Date(), (viewer, operation, now) =>
      agreements.policyFor({ ...viewer, ...(viewer.sees === 'OWN' && { purpose: 'none' }) }, operation, now),
    );
    expect((await ask('{ __typename }', await signed(new Date()))).status).toBe(200);
    expect((await ask('{ __typename }', old)).status).toBe(401);
    expect((await ask('{ __typename }', none)).status).toBe(401);
  });

  test('has no door for messages, and tells an orchestrator that it is there', async () => {
    const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${customs.port}${path}`, init);
    const authorization = `Bearer ${await contextOf('operator')}`;
    const sent = await at('/feeds/customs', { method: 'POST', headers: { authorization }, body: 'x' });
    expect(sent.status).toBe(404);
    expect((await at('/health/ready')).status).toBe(200);
  });
});
