import { createServer, type Server } from 'node:http';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from './gateway.ts';
import { subgraphUrls } from './supergraph-subgraphs.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const BOXES = `${LINK} type Query { box(number: String!): Box } type Box @key(fields: "number") { number: String! }`;
const YARD = `${LINK} type Box @key(fields: "number") { number: String! position: String }`;

/** What the two subgraphs serve: their types, and the look-up of entities that a router asks. */
const BOXES_SERVED = 'type Query { box(number: String!): Box } type Box { number: String! }';
const YARD_SERVED = `
  scalar _Any union _Entity = Box
  type Query { _entities(representations: [_Any!]!): [_Entity]! }
  type Box { number: String! position: String }`;

interface Subgraph {
  readonly url: string;
  readonly seen: (string | undefined)[];
  close(): void;
}

async function serveSubgraph(sdl: string, rootValue: object): Promise<Subgraph> {
  const schema = buildSchema(sdl);
  const seen: (string | undefined)[] = [];
  const handle = createHandler({ schema, rootValue });
  const server: Server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    void handle(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/graphql`, seen, close: () => server.close() };
}

let boxes: Subgraph;
let yard: Subgraph;
let gateway: RunningGateway;

beforeAll(async () => {
  boxes = await serveSubgraph(BOXES_SERVED, { box: ({ number }: { number: string }) => ({ number }) });
  yard = await serveSubgraph(YARD_SERVED, {
    _entities: ({ representations }: { representations: object[] }) =>
      representations.map(each => ({ ...each, __typename: 'Box', position: 'G124405.1' })),
  });
  const services = [
    { name: 'boxes', url: boxes.url, typeDefs: parse(BOXES) },
    { name: 'yard', url: yard.url, typeDefs: parse(YARD) },
  ];
  const { supergraphSdl = '' } = composeServices(services);
  gateway = await startGateway({ supergraphSdl, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await gateway?.close();
  boxes?.close();
  yard?.close();
});

async function ask(query: string): Promise<{ data?: unknown; errors?: { message: string; extensions?: object }[] }> {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer of-the-client' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as never;
}

test('joins what two subgraphs say of one entity, and passes on who asks', async () => {
  const answer = await ask('{ box(number: "CSQU3054383") { number position } }');
  expect(answer).toEqual({ data: { box: { number: 'CSQU3054383', position: 'G124405.1' } } });
  expect(yard.seen).toContain('Bearer of-the-client');
});

test('is healthy once it can plan, and refuses what the supergraph does not have', async () => {
  const health = await fetch(`http://127.0.0.1:${gateway.port}/health`);
  expect(health.status).toBe(200);
  expect((await ask('{ box(number: "X") { weight } }')).errors?.[0]?.message).toMatch('Cannot query field "weight"');
});

test('a subgraph that is down leaves its part null, says so, and tells nothing of how it was asked', async () => {
  const gone = await serveSubgraph(YARD_SERVED, {});
  const services = [
    { name: 'boxes', url: boxes.url, typeDefs: parse(BOXES) },
    { name: 'yard', url: gone.url, typeDefs: parse(YARD) },
  ];
  gone.close();
  const { supergraphSdl = '' } = composeServices(services);
  const half = await startGateway({ supergraphSdl, host: '127.0.0.1', port: 0 });
  const response = await fetch(`http://127.0.0.1:${half.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ box(number: "CSQU3054383") { number position } }' }),
  });
  const text = await response.text();
  await half.close();
  expect(JSON.parse(text)).toMatchObject({
    data: { box: { number: 'CSQU3054383', position: null } },
    errors: [{ path: ['box'], extensions: { code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later' } }],
  });
  expect(text).not.toMatch(/_entities|representations|ECONNREFUSED|127\.0\.0\.1/);
});

test('a file that is no supergraph is refused before anything listens', () => {
  expect(() => subgraphUrls('type Query { a: Int }')).toThrow(/no supergraph/);
  expect(() => subgraphUrls('type Query {')).toThrow(/cannot be parsed/);
});
