import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { boxMove, transportDocument } from '../../test/what-goes-wrong/messages.fixture.ts';
import { packageRoot } from '../config.ts';
import { append, makeConsignments, newRow } from '../events/log-writer.fixture.ts';
import { buildHubSchema } from '../resolvers/schema.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const CARRIER = 'meridian-ocean-line';
const READER = 'jurong-straits-terminal';
const STRANGER = 'klang-west-terminal';
/** Law 3.7: how long an agreement that is revoked, or a partner that is gone, may still have a stream. */
const WITHIN_MS = 5_000;
const EVENTS =
  'subscription ($after: String) { consignmentEvents(after: $after) { kind cursor event { rawCode consignment { id } } } }';

interface Delivery {
  readonly kind: string;
  readonly cursor: string;
  readonly event: { readonly rawCode?: string; readonly eventTime?: { readonly raw: string } } | null;
  readonly consignment?: { readonly events: { readonly nodes: { readonly eventTime: { readonly raw: string } }[] } };
}
interface Ended {
  readonly code: number;
  readonly reason: string;
}

let folder: string;
let hub: TestHub;
let isDatabaseAway = false;
const clients: Client[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-streams-'));
  cpSync(join(packageRoot, 'partners'), folder, { recursive: true });
  hub = await startTestHub({ CORRIDOR_PARTNERS: folder }, { schema: schemaThatMayFail() });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map(each => each.dispose()));
});
afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true });
});

/** The hub's schema, in which an event is not read while the database is away. */
function schemaThatMayFail(): GraphQLSchema {
  const schema = buildHubSchema();
  const field = (schema.getType('ConsignmentEvent') as GraphQLObjectType).getFields().rawCode;
  const resolve = field?.resolve;
  if (!field || !resolve) throw new Error('an event has no raw code');
  field.resolve = (...given) => {
    if (isDatabaseAway) throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    return resolve(...given);
  };
  return schema;
}

async function clientOf(whom: string, onClosed: (ended: Ended) => void = () => undefined): Promise<Client> {
  const client = createClient({
    url: `${hub.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: { authorization: `Bearer ${await hub.tokenOf(whom, 600)}` },
    on: { closed: event => onClosed(event as Ended) },
  });
  clients.push(client);
  return client;
}

interface Followed {
  readonly got: Delivery[];
  /** The code of the error that it ended with. */
  readonly ended: Promise<string | undefined>;
}

/** Everything of a subscription as it comes, from its first delivery on. */
async function follow(client: Client, query: string): Promise<Followed> {
  const got: Delivery[] = [];
  let begun: () => void = () => undefined;
  const first = new Promise<void>(resolve => {
    begun = resolve;
  });
  const ended = (async () => {
    for await (const { data, errors } of client.iterate<Record<string, Delivery>>({ query })) {
      if (errors) return String(errors[0]?.extensions?.code);
      got.push(...Object.values(data ?? {}));
      begun();
    }
    return undefined;
  })();
  await first;
  return { got, ended };
}

/** An event of the log, as record-message writes it; its serial number is its raw code. */
function loggedEvent(consignment: string) {
  const row = newRow(consignment);
  const { eventId: serial, type } = row;
  const body = {
    fact: serial,
    revision: serial,
    rawCode: serial,
    type,
    classifier: 'ACT',
    origin: CARRIER,
    effective: true,
  };
  return { ...row, factId: serial, body };
}

async function written(consignment: string, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => loggedEvent(consignment));
  await append(hub.services.sql, rows);
  return rows.map(each => each.eventId);
}

/** As a browser reads: each event with its id, until so many came. */
async function readEvents(count: number, headers: Record<string, string>, after?: string) {
  const leaving = new AbortController();
  const response = await hub.ask('/graphql/stream', 'operator', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query: EVENTS, variables: { after } }),
    signal: leaving.signal,
  });
  let text = '';
  const found = () => [...text.matchAll(/^id: (.+)\nevent: next\ndata: (.+)\n\n/gm)];
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (found().length >= count) break;
  }
  leaving.abort();
  return found().map(([, id = '', data = '']) => {
    const { kind, cursor, event } = JSON.parse(data).data.consignmentEvents as Delivery;
    expect(id).toBe(cursor);
    return { id, told: event?.rawCode ?? kind };
  });
}

test('a browser comes back with Last-Event-ID, which counts for more than `after`', async () => {
  const [consignment = ''] = await makeConsignments(hub.services.sql, [CARRIER]);
  const [begin] = await readEvents(1, {});
  const serials = await written(consignment, 4);
  const all = await readEvents(5, { 'last-event-id': begin?.id ?? '' });
  expect(all.map(each => each.told)).toEqual([...serials, 'SNAPSHOT_END']);
  const rest = await readEvents(3, { 'last-event-id': all[1]?.id ?? '' }, begin?.id);
  expect(rest.map(each => each.told)).toEqual([...serials.slice(2), 'SNAPSHOT_END']);
});

/** For how long the transaction stays open: `ORACLE_HELD_MS=60000` for a minute. */
const HELD_MS = Number(process.env.ORACLE_HELD_MS ?? 500);

test(
  'a transaction that stays open delays its own event only, and it is delivered',
  async () => {
    const [slow = '', quick = ''] = await makeConsignments(hub.services.sql, [CARRIER, CARRIER]);
    const { got } = await follow(await clientOf('operator'), EVENTS);
    const serials = () => got.flatMap(each => each.event?.rawCode ?? []);
    const late = loggedEvent(slow);
    let others: string[] = [];
    await hub.services.sql.begin(async transaction => {
      await append(transaction, [late]);
      others = await written(quick, 3);
      await expect.poll(serials, { timeout: 10_000 }).toEqual(others);
      await sleep(HELD_MS);
      expect(serials()).toEqual(others);
    });
    await expect.poll(serials, { timeout: 10_000 }).toEqual([...others, late.eventId]);
  },
  60_000 + HELD_MS,
);

test('an event that cannot be read, for the database is away, ends the stream, and comes behind the last cursor', async () => {
  const [consignment = ''] = await makeConsignments(hub.services.sql, [CARRIER]);
  const { got, ended } = await follow(await clientOf('operator'), EVENTS);
  const [first = ''] = await written(consignment, 1);
  await expect.poll(() => got.at(-1)?.event?.rawCode, { timeout: 10_000 }).toBe(first);
  isDatabaseAway = true;
  const [second = ''] = await written(consignment, 1);
  expect(await ended).toBe('SOURCE_UNAVAILABLE');
  isDatabaseAway = false;
  const [next] = await readEvents(1, {}, got.at(-1)?.cursor);
  expect(next?.told).toBe(second);
});

test('a consignment as it is, then live: no gap and no overlap, while messages come in', async () => {
  const times = Array.from({ length: 16 }, (_, minute) => `2026-05-01T10:${String(minute).padStart(2, '0')}:00Z`);
  const feed = async (kind: 'shipping' | 'port', body: string) => {
    const headers = { 'content-type': 'application/json' };
    const response = await hub.ask(`/feeds/${kind}?from=${CARRIER}`, 'operator', { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ status: 'ACCEPTED' });
  };
  const box = 'MSKU9065559';
  const send = (time: string, place: number) =>
    feed('port', boxMove({ id: `live-${place}`, code: 'GTIN', box, time, bill: 'LIVESNAP1' }));
  const goods = [{ hs: '820210', in: [{ box, kilograms: 100, packages: 1 }] }];
  await feed('shipping', transportDocument('LIVESNAP1', '2026-04-30', goods));
  const [first = '', ...others] = times;
  await send(first, 0);
  const query = `subscription { consignmentChanged(where: { transportDocument: { number: "LIVESNAP1" } }) {
    kind cursor consignment { events(first: 100) { nodes { eventTime { raw } } } } event { eventTime { raw } } } }`;
  const client = await clientOf('operator');
  const following: Promise<Followed>[] = [];
  for (const [place, time] of others.entries()) {
    const sent = send(time, place + 1);
    if (place % 3 === 0) following.push(follow(client, query));
    await sent;
  }
  for (const { got } of await Promise.all(following)) {
    const inSnapshot = () => got[0]?.consignment?.events.nodes.map(each => each.eventTime.raw) ?? [];
    const live = () => got.flatMap(({ kind, event }) => (kind === 'EVENT' ? (event?.eventTime?.raw ?? []) : []));
    const moves = () => [...inSnapshot(), ...live()].filter(each => times.includes(each)).sort();
    await expect.poll(moves, { timeout: 15_000 }).toEqual(times);
    expect(got[0]?.kind).toBe('SNAPSHOT');
  }
}, 60_000);

test('a revoked agreement ends the streams that it opened, idle ones too, within 5 s; the socket stays', async () => {
  const closed: Ended[] = [];
  const { ended } = await follow(await clientOf(READER, end => closed.push(end)), EVENTS);
  const other = await follow(await clientOf('operator'), EVENTS);
  const revoked = Date.now();
  rmSync(join(folder, CARRIER, 'agreements', 'mrd-jurong-straits-terminal.yaml'));
  expect(await ended).toBe('FORBIDDEN');
  expect(Date.now() - revoked).toBeLessThan(WITHIN_MS);
  expect(closed).toEqual([]);
  expect(await Promise.race([other.ended, sleep(100, 'goes on')])).toBe('goes on');
});

test('a partner that is gone loses its sockets within 5 s, also one over which nothing goes', async () => {
  let close: (ended: Ended) => void = () => undefined;
  const closed = new Promise<Ended>(resolve => {
    close = resolve;
  });
  const client = await clientOf(STRANGER, close);
  await new Promise(resolve => client.on('connected', resolve));
  const gone = Date.now();
  rmSync(join(folder, STRANGER), { recursive: true });
  expect(await closed).toMatchObject({ code: 4403, reason: expect.stringMatching(/^FORBIDDEN: /) });
  expect(Date.now() - gone).toBeLessThan(WITHIN_MS);
});
