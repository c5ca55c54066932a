import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';

/** What the thread of the clients is told: where to connect, and what each socket says once it is open. */
export interface FanoutClients {
  readonly url: string;
  readonly opening: readonly (readonly string[])[];
}
export interface FanoutCount {
  readonly delivered: number;
  /** Milliseconds from before the commit to the client, sorted. */
  readonly delays: readonly number[];
}

const { url, opening } = workerData as FanoutClients;
const AT_ONCE = 50;
const SENT = /"rawCode":"([\d.]+)"/;
const now = () => performance.timeOrigin + performance.now();
let delays: number[] = [];

function open([first, ...others]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    socket.on('open', () => socket.send(first ?? ''));
    socket.on('error', reject);
    socket.on('message', data => {
      const text = String(data);
      const sent = SENT.exec(text)?.[1];
      if (sent !== undefined) delays.push(now() - Number(sent));
      else if (text.includes('connection_ack')) for (const each of others) socket.send(each);
      else if (text.includes('SNAPSHOT_END')) resolve();
    });
  });
}

for (let from = 0; from < opening.length; from += AT_ONCE) {
  await Promise.all(opening.slice(from, from + AT_ONCE).map(open));
}
parentPort?.postMessage('open');
parentPort?.on('message', () => {
  const sorted = delays.sort((a, b) => a - b);
  parentPort?.postMessage({ delivered: sorted.length, delays: sorted } satisfies FanoutCount);
  delays = [];
});
