import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BenchSuite } from './bench-suite.ts';
import { benchWorker } from './bench-worker.ts';
import type { FanoutClients, FanoutCount } from './fanout-clients.ts';
import { type SocketLoad, startSocketLoad, wallClock } from './socket-load.ts';

const MATCHES = ['one', 'percent', 'all'] as const;
type Match = (typeof MATCHES)[number];
const TICK_MS = 100;
const DRAIN_MS = 4_000;
/** Which sockets an event is for: each has a group, an event has one of them. */
const groupsOf = (match: Match, sockets: number) => ({ one: sockets, percent: 100, all: 1 })[match];

/** Subscribers over WebSocket against a bare `ws` broadcast of the same frames, in one run on one machine. */
export const fanoutBench: BenchSuite = {
  name: 'fanout',
  measures: 'events to many sockets beside a bare ws broadcast: sockets=1000 rate=200 match=one|percent|all seconds=6',
  run: async options => {
    const sockets = Number(options.get('sockets') ?? 1_000);
    const rate = Number(options.get('rate') ?? 200);
    const runMs = Number(options.get('seconds') ?? 6) * 1_000;
    const matches = MATCHES.filter(each => !options.has('match') || options.get('match') === each);
    const load = await startSocketLoad();
    for (const match of matches) {
      const bare = await measureBroadcast(await bareBroadcast(match, sockets), match, { sockets, rate, runMs });
      const ours = await measureBroadcast(hubBroadcast(load, match, sockets), match, { sockets, rate, runMs });
      print(`${sockets} sockets, ${rate} events/s, ${match}`, { bare, ours });
    }
    await load.close();
  },
};

interface Broadcast {
  readonly clients: FanoutClients;
  send(groups: readonly number[]): Promise<unknown>;
  close(): Promise<void>;
}
interface Load {
  readonly sockets: number;
  readonly rate: number;
  readonly runMs: number;
}
interface Measured extends FanoutCount {
  readonly seconds: number;
  readonly kibASocket: number;
  /** Of this process, clients included: what else the machine does makes no difference to it. */
  readonly processorSeconds: number;
}

export async function measureBroadcast(
  broadcast: Broadcast,
  match: Match,
  { sockets, rate, runMs }: Load,
): Promise<Measured> {
  const before = heap();
  const worker = benchWorker('fanout-clients', broadcast.clients);
  await once(worker, 'message');
  const kibASocket = (heap() - before) / sockets / 1024;
  const processor = process.cpuUsage();
  const began = wallClock();
  let sent = 0;
  while (wallClock() - began < runMs) {
    const due = Math.floor(((wallClock() - began) / 1_000) * rate) - sent;
    const groups = Array.from({ length: due }, (_, place) => (sent + place) % groupsOf(match, sockets));
    sent += due;
    if (due > 0) await broadcast.send(groups);
    await sleep(TICK_MS);
  }
  await sleep(match === 'all' ? DRAIN_MS : DRAIN_MS / 4);
  const seconds = (wallClock() - began) / 1_000;
  worker.postMessage('count');
  const [count] = (await once(worker, 'message')) as [FanoutCount];
  const { user, system } = process.cpuUsage(processor);
  await worker.terminate();
  await broadcast.close();
  return { ...count, seconds, kibASocket, processorSeconds: (user + system) / 1e6 };
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
        const frame = `{"id":"1","type":"next","payload":"${padding}","rawCode":"${wallClock()}"}`;
        for (let place = group; place < members.length; place += groups) members[place]?.send(frame);
      }
    },
    close: async () => {
      for (const each of members) each.terminate();
      server.close();
    },
  };
}

export function hubBroadcast({ url, init, subscribe, write }: SocketLoad, match: Match, sockets: number): Broadcast {
  const groups = groupsOf(match, sockets);
  const opening = Array.from({ length: sockets }, (_, socket) => [init, subscribe(socket % groups)]);
  return { clients: { url, opening }, send: write, close: async () => undefined };
}

function print(title: string, results: Readonly<Record<string, Measured>>): void {
  process.stdout.write(`${title}\n`);
  for (const [name, measured] of Object.entries(results)) {
    const { delivered, delays, seconds, kibASocket, processorSeconds } = measured;
    const at = (share: number) => (delays[Math.floor(delays.length * share)] ?? Number.NaN).toFixed(1);
    const line = `${Math.round(delivered / seconds)} delivered/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${kibASocket.toFixed(1)} KiB a socket (JS heap), ${((processorSeconds / delivered) * 1e6).toFixed(1)} µs of processor a delivery`;
    process.stdout.write(`  ${name.padEnd(5)} ${line}\n`);
  }
}
