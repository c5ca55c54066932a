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

describe('a query that is compiled once it was sent before', () => {
  const READ = '{ consignments(first: 1) { nodes { id ucr } } riskPack { version } }';
  const SIZED = 'query Q($n: Int!) { consignments(first: $n) { nodes { id } } }';

  async function post(body: unknown, whom?: string, headers: Record<string, string> = {}) {
    const init = { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: JSON.stringify(body) };
    const answer = await hub.ask('/graphql', whom, init);
    const { date: _date, ...told } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers: told, body: await answer.text() };
  }
  const compiled = async () => {
    const metrics = await (await hub.ask('/metrics')).text();
    return Number(/corridor_query_answers_total\{way="compiled"\} (\d+)/.exec(metrics)?.[1] ?? 0);
  };

  test.each<[what: string, times: number, body: object, whom?: string, headers?: Record<string, string>]>([
    ['a query', 1, { query: READ }, 'sg-customs'],
    ['any media type', 1, { query: `${READ} ` }, 'analyst', { accept: '*/*' }],
    [
      'the media type of GraphQL',
      1,
      { query: `${READ}  ` },
      'operator',
      { accept: 'application/graphql-response+json' },
    ],
    ['variables', 1, { query: SIZED, variables: { n: 2 }, operationName: 'Q', extensions: null }, 'sg-customs'],
    ['wrong variables', 0, { query: SIZED, variables: { n: 'two' } }, 'sg-customs'],
    ['a page that is too long', 0, { query: SIZED, variables: { n: 4_000 } }, 'sg-customs'],
    ['a cost beyond the budget', 0, { query: SIZED, variables: { n: 40_000 } }, 'sg-customs'],
    ['nobody', 0, { query: `${READ}   ` }],
    ['an unknown operation', 0, { query: SIZED, variables: { n: 1 }, operationName: 'R' }, 'sg-customs'],
    ['no query', 0, { query: '{ consignments { nope } }' }, 'sg-customs'],
    ['a batch', 0, [{ query: READ }, { query: READ }], 'sg-customs'],
    ['a view as partner', 1, { query: READ }, 'operator', { 'corridor-view-as': 'sg-customs; purpose=clearance' }],
    [
      'a view that is refused',
      0,
      { query: READ },
      'sg-customs',
      { 'corridor-view-as': 'sg-customs; purpose=clearance' },
    ],
  ])('is answered as by Apollo Server, headers and all: %s', async (_what, times, body, whom, headers) => {
    const ordinary = await post(body, whom, {
      ...headers,
      accept: headers?.accept ?? 'application/json, text/html;q=0.1',
    });
    await post(body, whom, headers);
    const before = await compiled();
    expect(await post(body, whom, headers)).toEqual(ordinary);
    expect(await compiled()).toBe(before + times);
  });
});
