import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningGateway, startGateway } from './gateway.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const GATE = `${LINK} type Query { gates: Int } type Subscription { moves: Box } type Box @key(fields: "number") { number: String }`;
const YARD = `${LINK} type Box @key(fields: "number") { number: String position: String }`;
const MOVES = 'subscription { moves { number position } }';

/** The stream that the gateway has open at the subgraph of gates, and whether it is still open. */
let stream: ServerResponse | undefined;
let isOpen = false;
let isYardDown = false;
let gateway: RunningGateway;
const stops: (() => void)[] = [];

beforeAll(async () => {
  const gate = await serve((_body, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    stream = response;
    isOpen = true;
    response.on('close', () => {
      isOpen = false;
    });
  });
  const yard = await serve(({ variables }, response) => {
    if (isYardDown) return response.destroy();
    const _entities = variables.representations.map(() => ({ __typename: 'Box', position: 'G124405.1' }));
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { _entities } }));
  });
  const { supergraphSdl = '' } = composeServices([
    { name: 'gate', url: gate, typeDefs: parse(GATE) },
    { name: 'yard', url: yard, typeDefs: parse(YARD) },
  ]);
  gateway = await startGateway({ supergraphSdl, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await gateway?.close();
  for (const stop of stops) stop();
});
beforeEach(() => {
  stream = undefined;
  isYardDown = false;
});

type Asked = { readonly variables: { readonly representations: readonly object[] } };

async function serve(answer: (body: Asked, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(JSON.parse(Buffer.concat(chunks).toString('utf8')), response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

async function follow(transport: string) {
  const at = `127.0.0.1:${gateway.port}/graphql`;
  const client =
    transport === 'graphql-ws'
      ? createClient({ url: `ws://${at}`, webSocketImpl: WebSocket })
      : createEventClient({ url: `http://${at}/stream`, retryAttempts: 0 });
  const results = client.iterate({ query: MOVES });
  const next = async () => (await results.next()).value;
  const first = next();
  await vi.waitUntil(() => stream);
  return { client, results, first, next };
}

const send = (event: object) => stream?.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`);
const moved = (number: string) => ({ data: { moves: { __typename: 'Box', number } } });
const CLIENTS = ['graphql-ws', 'graphql-sse'];

test.each(CLIENTS)('what is missing of one event is not missing of the next, nor shown again: %s', async transport => {
  const { client, first, next } = await follow(transport);
  isYardDown = true;
  send(moved('MRDU4001153'));
  expect(await first).toMatchObject({
    data: { moves: { number: 'MRDU4001153', position: null } },
    errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'yard' } }],
  });
  send({ data: null, errors: [{ message: 'no', path: ['moves'], extensions: { code: 'FORBIDDEN' } }] });
  expect(await next()).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  isYardDown = false;
  send(moved('CSQU3054383'));
  expect(await next()).toEqual({ data: { moves: { number: 'CSQU3054383', position: 'G124405.1' } } });
  await client.dispose();
});

test.each(CLIENTS)('who leaves while nothing happens leaves nothing open at the subgraph: %s', async transport => {
  const { client, results, first } = await follow(transport);
  send(moved('MRDU4001153'));
  await first;
  expect(isOpen).toBe(true);
  void results.return?.();
  await client.dispose();
  await vi.waitUntil(() => !isOpen, { timeout: 5_000 });
});

test.each(CLIENTS)('a subgraph that goes while it streams ends the stream, and says so: %s', async transport => {
  const { client, results, first, next } = await follow(transport);
  send(moved('MRDU4001153'));
  await first;
  const last = next();
  stream?.destroy();
  expect(await last).toMatchObject({
    data: null,
    errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'gate' } }],
  });
  expect(await results.next()).toMatchObject({ done: true });
  await client.dispose();
});
