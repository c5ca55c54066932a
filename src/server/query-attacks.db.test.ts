import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { documentHash } from './admit-request.ts';
import { countingSchema } from './counting-schema.fixture.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const many = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join(' ');
const LISTED = 'query Listed { consignments(first: 1) { totalCount } }';
const counting = countingSchema();
let hub: TestHub;

beforeAll(async () => {
  const partners = mkdtempSync(join(tmpdir(), 'corridor-budgets-'));
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true });
  const declare = (partner: string, more: string) => {
    const file = join(partners, partner, 'partner.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${more}\n`);
  };
  declare('cn-customs-qingdao', 'budgets: { requestsPerSecond: 1 }');
  declare('cn-customs-tianjin', 'budgets: { cost: 40, depth: 4, subscriptions: 1 }');
  declare('cn-customs-chongqing', 'operations: listed');
  const operations = join(partners, 'cn-customs-chongqing', 'operations');
  mkdirSync(operations);
  writeFileSync(join(operations, 'listed.graphql'), `${LISTED}\n`);
  hub = await startTestHub({ CORRIDOR_PARTNERS: partners }, { schema: counting.schema });
});
afterAll(() => hub?.stop());

const post = async (body: string, whom = 'analyst') => {
  const headers = { 'content-type': 'application/json' };
  const response = await hub.ask('/graphql', whom, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const doubling = many(40, i => `fragment F${i} on Query { ...F${i + 1} x: consignments { totalCount } ...F${i + 1} }`);
const ATTACKS: readonly [string, string | { query: string; variables?: unknown }, number][] = [
  [
    'depth',
    `{ ${'consignments { nodes { events { nodes { consignment { '.repeat(6)} id ${'} } } } } '.repeat(6)} }`,
    400,
  ],
  ['aliases', `{ ${many(31, i => `a${i}: consignments { totalCount }`)} }`, 400],
  ['directives', `{ consignments { totalCount ${'@include(if: true) '.repeat(51)} } }`, 400],
  ['tokens', `{ ${many(1_001, () => 'consignments { totalCount }')} }`, 400],
  ['a token flood beyond the parser', `{ ${many(20_000, () => 'x')} }`, 400],
  ['a circle of fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 400],
  [
    'fragments that double each other',
    `{ ...F0 } ${doubling} fragment F40 on Query { consignments { totalCount } }`,
    400,
  ],
  [
    'nested introspection',
    `{ __schema { types { ${'fields { type { fields { type { '.repeat(5)} name ${'} } } }'.repeat(5)} } } }`,
    400,
  ],
  ['the record of every rule', '{ riskPack { rules { record(days: 365) { fired coFiring { rule } } } } }', 400],
  ['pages in pages', '{ consignments(first: 200) { nodes { events(first: 200) { nodes { id } } } } }', 400],
  [
    'a list of ten thousand',
    {
      query: 'query($v: [String!]) { events(filter: {places: $v}) { totalCount } }',
      variables: { v: Array(10_000).fill('SGSIN') },
    },
    400,
  ],
  [
    'variables of 10 MB',
    { query: 'query($v: String) { equipment(number: $v) { id } }', variables: { v: 'x'.repeat(10_000_000) } },
    413,
  ],
];

/** From the client's side, body and all: the quickest of some, as a busy machine slows any one of them. */
const QUICK_MS = 50;
const TRIES = 100;

describe('refused before any resolver, within 50 ms', () => {
  test.each(ATTACKS)('%s', async (_what, attack, status) => {
    const before = counting.calls();
    const body = JSON.stringify(typeof attack === 'string' ? { query: attack } : attack);
    const times: number[] = [];
    for (let i = 0; i < TRIES && Math.min(...times) >= QUICK_MS; i++) {
      const since = performance.now();
      expect((await post(body)).status).toBe(status);
      times.push(performance.now() - since);
    }
    expect(counting.calls()).toBe(before);
    expect(Math.min(...times)).toBeLessThan(QUICK_MS);
  });

  test('a batch of a hundred', async () => {
    const before = counting.calls();
    const { status } = await post(JSON.stringify(Array(100).fill({ query: '{ consignments { totalCount } }' })));
    expect(status).toBe(400);
    expect(counting.calls()).toBe(before);
  });
});

describe('budgets', () => {
  test('the cost stands in the answer, and in the refusal', async () => {
    const answer = JSON.parse((await post('{"query":"{ consignments(first: 30) { nodes { id } } }"}')).text);
    expect(answer.extensions.cost).toEqual({ requested: 30, maximum: 10_000 });
    const query = '{ consignments(first: 41) { nodes { id } } }';
    const refused = await hub.query(query, 'cn-customs-tianjin');
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      limit: 'cost',
      allowed: 40,
      found: 41,
    });
    expect((await hub.query(query, 'sg-customs')).errors).toBeUndefined();
  });

  test('a partner’s own depth', async () => {
    const query = '{ consignments(first: 1) { nodes { events { nodes { id } } } } }';
    expect((await hub.query(query, 'cn-customs-tianjin')).errors?.[0]?.extensions).toMatchObject({
      limit: 'depth',
      allowed: 4,
    });
  });

  test('requests a second, with the seconds to wait', async () => {
    const all = [];
    for (let i = 0; i < 4; i++)
      all.push(await post('{"query":"{ consignments(first: 1) { totalCount } }"}', 'cn-customs-qingdao'));
    const refused = all.find(each => each.status === 429);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(JSON.parse(refused?.text ?? '').errors[0].extensions).toMatchObject({
      code: 'RATE_LIMITED',
      remedy: 'retry-later',
    });
  });

  test('subscriptions at a time', async () => {
    const query = 'subscription { consignmentEvents { kind } }';
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
    const stopping = new AbortController();
    const init = { method: 'POST', headers, body: JSON.stringify({ query }), signal: stopping.signal };
    const first = (await hub.ask('/graphql/stream', 'cn-customs-tianjin', init)).body?.getReader();
    await first?.read();
    const second = await hub.ask('/graphql/stream', 'cn-customs-tianjin', init);
    expect(await second.text()).toMatch(/RATE_LIMITED/);
    stopping.abort();
  });

  test('listed operations only, by name or in full', async () => {
    const whom = 'cn-customs-chongqing';
    const before = counting.calls();
    expect((await post('{"query":"{ consignments(first: 1) { totalCount } }"}', whom)).status).toBe(403);
    const unknown = await post(JSON.stringify({ documentId: `sha256:${'0'.repeat(64)}` }), whom);
    expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining('PersistedQueryNotFound') });
    expect(counting.calls()).toBe(before);
    const sha256Hash = documentHash(LISTED);
    const named = [
      { query: LISTED },
      { documentId: `sha256:${sha256Hash}` },
      { extensions: { persistedQuery: { version: 1, sha256Hash } } },
    ];
    for (const body of named) expect((await post(JSON.stringify(body), whom)).status).toBe(200);
  });
});
