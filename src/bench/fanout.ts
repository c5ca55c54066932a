import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { readConfig } from '../config.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { issueToken } from '../server/token-issuer.ts';
import { appendToLog } from '../store/event-log.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import type { BenchSuite } from './bench-suite.ts';
import type { FanoutClients, FanoutCount } from './fanout-clients.ts';
import { openScratchDatabase } from './scratch-database.ts';

const MATCHES = ['one', 'percent', 'all'] as const;
type Match = (typeof MATCHES)[number];
const TICK_MS = 100;
const RUN_MS = 6_000;
const DRAIN_MS = 4_000;
const now = () => performance.timeOrigin + performance.now();
/** Which sockets an event is for: each has a group, an event has one of them. */
const groupsOf = (match: Match, sockets: number) => ({ one: sockets, percent: 100, all: 1 })[match];
const SELECTION = 'kind cursor event { id type rawCode equipment { number } consignment { id } }';

/** Subscribers over WebSocket against a bare `ws` broadcast of the same frames, in one run on one machine. */
export const fanoutBench: BenchSuite = {
  name: 'fanout',
  measures: 'events to many sockets beside a bare ws broadcast: sockets=1000 rate=200 match=one|percent|all',
  run: async options => {
    const sockets = Number(options.get('sockets') ?? 1_000);
    const rate = Number(options.get('rate') ?? 200);
    const matches = MATCHES.filter(each => !options.has('match') || options.get('match') === each);
    const database = await openScratchDatabase();
    const config = readConfig(undefined, {
      PORT: '0',
      DATABASE_URL: database.url,
      CORRIDOR_SECRET: 'a secret of the bench',
    });
    const hub = await startHub({ config, logger: pino({ level: 'error' }) });
    for (const match of matches) {
      const bare = await measure(await bareBroadcast(match, sockets), match, sockets, rate);
      const ours = await measure(await hubBroadcast(hub, match, sockets), match, sockets, rate);
      print(`${sockets} sockets, ${rate} events/s, ${match}`, { bare, ours });
    }
    await hub.close();
    await database.close();
  },
};

interface Broadcast {
  readonly clients: FanoutClients;
  send(groups: readonly number[]): Promise<void>;
  close(): Promise<void>;
}
interface Measured extends FanoutCount {
  readonly seconds: number;
  readonly kibASocket: number;
}

async function measure(broadcast: Broadcast, match: Match, sockets: number, rate: number): Promise<Measured> {
  const before = heap();
  const script = new URL(`./fanout-clients${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const worker = new Worker(script, { workerData: broadcast.clients });
  await once(worker, 'message');
  const kibASocket = (heap() - before) / sockets / 1024;
  const began = now();
  let sent = 0;
  while (now() - began < RUN_MS) {
    const due = Math.floor(((now() - began) / 1_000) * rate) - sent;
    const groups = Array.from({ length: due }, (_, place) => (sent + place) % groupsOf(match, sockets));
    sent += due;
    if (due > 0) await broadcast.send(groups);
    await sleep(TICK_MS);
  }
  await sleep(match === 'all' ? DRAIN_MS : DRAIN_MS / 4);
  const seconds = (now() - began) / 1_000;
  worker.postMessage('count');
  const [count] = (await once(worker, 'message')) as [FanoutCount];
  await worker.terminate();
  await broadcast.close();
  return { ...count, seconds, kibASocket };
}

function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function bareBroadcast(match: Match, sockets: number): Promise<Broadcast> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const members: WebSocket[] = [];
  server.on('connection', socket => {
    members.push(socket);
    socket.on('message', () => socket.send('{"type":"connection_ack","kind":"SNAPSHOT_END"}'));
    socket.send('SNAPSHOT_END');
  });
  const groups = groupsOf(match, sockets);
  const padding = 'x'.repeat(400);
  return {
    clients: {
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
      opening: Array(sockets).fill(['open']),
    },
    send: async wanted => {
      for (const group of wanted) {
        const frame = `{"id":"1","type":"next","payload":"${padding}","rawCode":"${now()}"}`;
        for (let place = group; place < members.length; place += groups) members[place]?.send(frame);
      }
    },
    close: async () => {
      for (const each of members) each.terminate();
      server.close();
    },
  };
}

async function hubBroadcast({ services, port }: Hub, match: Match, sockets: number): Promise<Broadcast> {
  const { sql, signingKey } = services;
  if (!signingKey) throw new Error('the bench needs the embedded issuer');
  const { token } = await issueToken(signingKey, { role: 'operator', ttlSeconds: 3_600 }, new Date());
  const id = uuidv7();
  await sql`insert into consignment (id, created_at, updated_at) values (${id}, now(), now())`;
  const groups = groupsOf(match, sockets);
  const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  const query = `subscription ($filter: EventFilter) { consignmentEvents(filter: $filter) { ${SELECTION} } }`;
  const subscribe = (socket: number) =>
    JSON.stringify({
      id: '1',
      type: 'subscribe',
      payload: { query, variables: { filter: { equipment: boxOf(socket % groups) } } },
    });
  const opening = Array.from({ length: sockets }, (_, socket) => [init, subscribe(socket)]);
  const rowOf = (group: number) => {
    const [equipment, fact] = [boxOf(group), uuidv7()];
    const body = {
      fact,
      type: 'GATE_IN',
      classifier: 'ACT',
      equipment,
      rawCode: String(now()),
      effective: true,
      revision: fact,
    };
    const plain = { places: [], correction: false, cause: null, type: 'GATE_IN', classifier: 'ACT' };
    return { ...plain, eventId: fact, consignmentId: id, factId: fact, equipment, body };
  };
  return {
    clients: { url: `ws://127.0.0.1:${port}/graphql`, opening },
    send: async wanted => sql.begin(work => appendToLog(work, wanted.map(rowOf), new Date())),
    close: async () => undefined,
  };
}

const boxOf = (group: number) => `BOX${String(group).padStart(7, '0')}`;

function print(title: string, results: Readonly<Record<string, Measured>>): void {
  process.stdout.write(`${title}\n`);
  for (const [name, { delivered, delays, seconds, kibASocket }] of Object.entries(results)) {
    const at = (share: number) => (delays[Math.floor(delays.length * share)] ?? Number.NaN).toFixed(1);
    const line = `${Math.round(delivered / seconds)} delivered/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${kibASocket.toFixed(1)} KiB a socket (JS heap)`;
    process.stdout.write(`  ${name.padEnd(5)} ${line}\n`);
  }
}
