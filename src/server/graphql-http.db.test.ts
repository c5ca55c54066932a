import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub } from './hub.fixture.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub?.stop());

const CONSIGNMENTS = '{ consignments(first: 1) { edges { node { id } } } }';
const JSON_BODY = { 'content-type': 'application/json' };

describe('without a token', () => {
  test.each([
    ['everything about the schema', getIntrospectionQuery()],
    ['the name of a type', '{ __typename }'],
    ['in a fragment', 'query { ...S } fragment S on Query { __type(name: "Consignment") { name } }'],
  ])('answers what the schema looks like: %s', async (_what, query) => {
    const { status, data, errors } = await hub.query(query);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(data).toBeTruthy();
  });

  test.each([
    CONSIGNMENTS,
    '{ __typename consignments(first: 1) { edges { node { id } } } }',
    'query { __typename ...C } fragment C on Query { consignments(first: 1) { edges { node { id } } } }',
    '{ ... on Query { node(id: "x") { id } } }',
  ])('refuses data: %s', async query => {
    const { status, data, errors } = await hub.query(query);
    expect(status).toBe(401);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', remedy: 'fix-credentials' });
  });

  test('says how to authenticate', async () => {
    const body = JSON.stringify({ query: CONSIGNMENTS });
    const response = await hub.ask('/graphql', undefined, { method: 'POST', headers: JSON_BODY, body });
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="corridor"');
  });
});

test.each(['analyst', 'operator', 'sg-customs'])('%s reads the graph', async whom => {
  const { status, data, errors } = await hub.query(CONSIGNMENTS, whom);
  expect({ status, data, errors }).toEqual({ status: 200, data: { consignments: { edges: [] } }, errors: undefined });
});

test('answers GET, of a token’s bearer and of who says it speaks GraphQL over HTTP', async () => {
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
  expect((await hub.ask(path, 'analyst')).status).toBe(200);
  const accept = { accept: 'application/graphql-response+json' };
  const response = await hub.ask(path, undefined, { headers: accept });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/graphql-response+json');
});

test('refuses what a foreign page could send without asking', async () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const simple = { method: 'POST', headers: { 'content-type': 'text/plain' }, body };
  expect((await hub.ask('/graphql', undefined, simple)).status).toBe(415);
  expect((await hub.ask(`/graphql?query=${encodeURIComponent('{ __typename }')}`)).status).toBe(400);
});

describe('what is wrong with a query is said by code and remedy', () => {
  test.each([
    ['syntax', '{ consignments(', 'BAD_USER_INPUT'],
    ['unknown field', '{ consignmentz { id } }', 'BAD_USER_INPUT'],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'QUERY_TOO_COMPLEX'],
    ['tokens', `{ ${'__typename '.repeat(2_001)} }`, 'QUERY_TOO_COMPLEX'],
  ])('%s', async (_what, query, code) => {
    const { status, errors } = await hub.query(query, 'analyst');
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({ code, remedy: 'fix-query' });
  });

  test('a variable of the wrong kind', async () => {
    const query = 'query ($first: Int) { consignments(first: $first) { edges { node { id } } } }';
    const { errors } = await hub.query(query, 'analyst', { first: 'many' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', remedy: 'fix-query' });
  });

  test('several operations at once', async () => {
    const body = JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect((await hub.ask('/graphql', 'analyst', { method: 'POST', headers: JSON_BODY, body })).status).toBe(400);
  });

  test('a request beyond 1 MiB', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'y'.repeat(2 ** 20) } });
    const response = await hub.ask('/graphql', 'analyst', { method: 'POST', headers: JSON_BODY, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', remedy: 'fix-message' });
  });
});

test('live, ready and measured; the keys of the hub are public', async () => {
  expect((await hub.ask('/health/live')).status).toBe(200);
  expect(await (await hub.ask('/health/ready')).json()).toEqual({ status: 'ready', database: true, events: true });
  const metrics = await hub.ask('/metrics');
  expect(metrics.headers.get('content-type')).toContain('application/openmetrics-text');
  expect(await metrics.text()).toMatch(
    /corridor_query_duration_seconds_count\{operation="query",outcome="ok"\} \d+[\s\S]*# EOF\n$/,
  );
  const { keys } = (await (await hub.ask('/.well-known/jwks.json')).json()) as { keys: Record<string, unknown>[] };
  expect(keys.length).toBeGreaterThanOrEqual(2);
  for (const key of keys) expect(key).not.toHaveProperty('d');
});
