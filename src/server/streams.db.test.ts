import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { packageRoot } from '../config.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const SENDER = 'jurong-straits-terminal';
const FOLDER = join(packageRoot, 'partners', SENDER, 'samples', 'port');
const names = readdirSync(FOLDER).filter(name => name.endsWith('.edi'));
const SUBSCRIPTION = 'subscription { consignmentEvents { kind cursor event { id } } }';

interface Frame {
  readonly type: string;
  readonly payload?: {
    data?: { consignmentEvents?: { kind: string; cursor: string } } | null;
    errors?: { extensions: { code: string; remedy: string } }[];
  };
}
interface Socket {
  readonly frames: Frame[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: unknown): void;
  until(found: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
}

const open: { close(): void }[] = [];
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});
afterAll(() => hub?.stop());

/** graphql-transport-ws by hand, so that the frames are what the test says they are. */
async function connect(to: TestHub, payload: unknown): Promise<Socket> {
  const socket = new WebSocket(`${to.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const frames: Frame[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', data => {
    frames.push(JSON.parse(String(data)));
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = new Promise<{ code: number; reason: string }>(resolve =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  open.push(socket);
  send({ type: 'connection_init', payload });
  const until = async (wanted: (frame: Frame) => boolean): Promise<Frame> => {
    for (;;) {
      const found = frames.find(wanted);
      if (found) return found;
      await new Promise<void>(resolve => waiting.push(resolve));
    }
  };
  return { frames, closed, send, until, close: () => socket.close() };
}

async function subscribed(to: TestHub, query = SUBSCRIPTION, ttlSeconds = 60): Promise<Socket> {
  const socket = await connect(to, { authorization: `Bearer ${await to.tokenOf('analyst', ttlSeconds)}` });
  await socket.until(({ type }) => type === 'connection_ack');
  socket.send({ id: '1', type: 'subscribe', payload: { query } });
  return socket;
}

const kindIs = (kind: string) => (frame: Frame) => frame.payload?.data?.consignmentEvents?.kind === kind;

async function feed(index: number): Promise<void> {
  const body = readFileSync(join(FOLDER, names[index] ?? ''));
  expect((await hub.ask('/feeds/port', SENDER, { method: 'POST', body: new Uint8Array(body) })).status).toBe(202);
}

async function openStreams(transport: string): Promise<number> {
  const { values } = await hub.services.metrics.openStreams.get();
  return values.find(each => each.labels.transport === transport)?.value ?? 0;
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise(resolve => setTimeout(resolve, 20));
}

describe('WebSocket', () => {
  test('delivers what a feed brings, until the client completes', async () => {
    const socket = await subscribed(hub);
    await socket.until(kindIs('SNAPSHOT_END'));
    await feed(0);
    await socket.until(kindIs('EVENT'));
    socket.send({ id: '1', type: 'complete' });
    await eventually(async () => (await openStreams('websocket')) === 0);
  });

  test('answers a query too', async () => {
    const socket = await subscribed(hub, '{ consignments(first: 0) { edges { node { id } } } }');
    const { payload } = await socket.until(({ type }) => type === 'next');
    expect(payload).toMatchObject({ data: { consignments: { edges: [] } } });
    await socket.until(({ type }) => type === 'complete');
  });

  test.each([
    ['nothing', undefined],
    ['no bearer', { authorization: 'Basic abc' }],
    ['a token that does not hold', { authorization: 'Bearer abc' }],
  ])('closes with 4401 after %s', async (_what, payload) => {
    const socket = await connect(hub, payload);
    expect(await socket.closed).toMatchObject({ code: 4401, reason: expect.stringMatching(/^UNAUTHENTICATED: /) });
    expect(socket.frames).toEqual([]);
  });

  test('ends with the token: the stream says why, then the socket closes', async () => {
    const socket = await subscribed(hub, SUBSCRIPTION, 2);
    await socket.until(kindIs('SNAPSHOT_END'));
    expect(await socket.closed).toMatchObject({ code: 4401 });
    const errors = socket.frames.flatMap(({ payload }) => payload?.errors ?? []);
    expect(errors.map(each => each.extensions)).toEqual([{ code: 'UNAUTHENTICATED', remedy: 'fix-credentials' }]);
  });

  test('refuses a query beyond the limits, and one that is wrong', async () => {
    const many = `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`;
    for (const [query, code] of [
      [many, 'QUERY_TOO_COMPLEX'],
      ['subscription { nothing }', 'BAD_USER_INPUT'],
      [`{ ${'__typename '.repeat(2_001)} }`, 'QUERY_TOO_COMPLEX'],
    ] as const) {
      const socket = await subscribed(hub, query);
      const { payload } = await socket.until(({ type }) => type === 'error');
      expect(payload).toMatchObject([{ extensions: { code, remedy: 'fix-query' } }]);
    }
  });

  test('a cursor of another subscriber ends the stream by code', async () => {
    const analyst = await subscribed(hub);
    const cursor = (await analyst.until(kindIs('SNAPSHOT_END'))).payload?.data?.consignmentEvents?.cursor;
    const socket = await connect(hub, { authorization: `Bearer ${await hub.tokenOf('sg-customs')}` });
    await socket.until(({ type }) => type === 'connection_ack');
    const query = `subscription { consignmentEvents(after: "${cursor}") { kind } }`;
    socket.send({ id: '1', type: 'subscribe', payload: { query } });
    const { payload } = await socket.until(frame => frame.payload?.errors !== undefined);
    expect(payload?.errors?.[0]?.extensions).toEqual({ code: 'CURSOR_FOREIGN', remedy: 'fix-query' });
    await socket.until(({ type }) => type === 'complete');
  });

  test('is on no other path', async () => {
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
    const error = await new Promise<Error>(resolve => socket.on('error', resolve));
    expect(error.message).toContain('404');
  });
});

/** The `data:` of each event, until the stream ends or enough have come. */
async function readEvents(response: Response, enough: number, stop?: AbortController): Promise<string[]> {
  let text = '';
  const events = () => [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data = '']) => data);
  try {
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (events().length >= enough) break;
    }
  } finally {
    stop?.abort();
  }
  return events();
}

describe('Server-Sent Events', () => {
  async function stream(query: string, whom: string | undefined, signal?: AbortSignal, accept = 'text/event-stream') {
    const headers = { 'content-type': 'application/json', accept };
    return hub.ask('/graphql/stream', whom, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
      signal: signal ?? null,
    });
  }

  test('delivers what a feed brings, and is let go when the client leaves', async () => {
    const leaving = new AbortController();
    const response = await stream(SUBSCRIPTION, 'analyst', leaving.signal);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const read = readEvents(response, 2, leaving);
    await eventually(async () => (await openStreams('sse')) === 1);
    await new Promise(resolve => setTimeout(resolve, 200));
    await feed(1);
    const events = await read;
    expect(events[0]).toContain('"SNAPSHOT_END"');
    expect(events[1]).toContain('"EVENT"');
    await eventually(async () => (await openStreams('sse')) === 0);
  });

  test('says in the stream what is wrong with the query', async () => {
    const [event = ''] = await readEvents(await stream('subscription { nothing }', 'analyst'), 2);
    expect(JSON.parse(event)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('needs a token, and a client that takes events', async () => {
    expect((await stream(SUBSCRIPTION, undefined)).status).toBe(401);
    expect((await stream(SUBSCRIPTION, 'analyst', undefined, 'application/json')).status).toBe(406);
  });

  test('answers GET', async () => {
    const headers = { accept: 'text/event-stream' };
    const response = await hub.ask(`/graphql/stream?query=${encodeURIComponent('{ __typename }')}`, 'analyst', {
      headers,
    });
    expect(await readEvents(response, 1)).toEqual(['{"data":{"__typename":"Query"}}']);
  });
});

test('a hub that stops gives every stream its last cursor, and takes no new work', async () => {
  const other = await startTestHub();
  const socket = await subscribed(other);
  await socket.until(kindIs('SNAPSHOT_END'));
  const started = Date.now();
  await other.stop();
  expect(Date.now() - started).toBeLessThan(10_000);
  const kinds = socket.frames.map(({ type, payload }) => payload?.data?.consignmentEvents?.kind ?? type);
  expect(kinds.slice(-2)).toEqual(['HEARTBEAT', 'complete']);
  expect(await socket.closed).toMatchObject({ code: 1001 });
  await expect(fetch(`${other.url}/health/live`)).rejects.toThrow();
});
