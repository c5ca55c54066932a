import { Agent } from 'node:http';
import { receiveMessage } from '../../ingest/receive-message.ts';
import type { Hub } from '../../server/hub.ts';
import { hubBroadcast, measureBroadcast } from '../fanout.ts';
import { asDelivery, statusEventOf } from '../ingest-traffic.ts';
import type { SeededChance } from '../link-quality/seeded-chance.ts';
import { closedLoop, send } from '../read/closed-loop.ts';
import { processorMs } from '../read/processor-time.ts';
import { socketLoadOn } from '../socket-load.ts';
import type { Question } from './growth-questions.ts';

/** What one thing took at one size. */
export interface Taken {
  readonly what: string;
  /** Milliseconds of what is named by `unit`. */
  readonly p50: number;
  readonly p99: number;
  /** Processor milliseconds each, of this process (who asks included) and of Postgres: what else the machine does is not in it. */
  readonly processorMs: number;
  readonly more: string;
}

interface Asking {
  readonly hub: Hub;
  readonly token: string;
  readonly reader: string;
  readonly postmaster: number;
  readonly chance: SeededChance;
  readonly ms: number;
}

/** One connection, one question after the other: what a reader waits for. */
export async function measureQuestion(
  { name, query, variables }: Question,
  { hub, token, reader, postmaster, chance, ms }: Asking,
): Promise<Taken> {
  const headers = { authorization: `Bearer ${token}` };
  const next = () => ({ path: '/graphql', headers, body: JSON.stringify({ query, variables: variables(chance) }) });
  const { text } = await send(hub.port, new Agent(), next());
  if (text.startsWith('{"errors"')) throw new Error(`${name}: ${text.slice(0, 400)}`);
  await closedLoop(hub.port, next, { connections: 1, ms: ms / 3 });
  const spent = spending(postmaster);
  const { p50, p99, requests, failed } = await closedLoop(hub.port, next, { connections: 1, ms });
  const more = `${requests} asked${failed > 0 ? `, ${failed} FAILED` : ''}`;
  return { what: `${reader}: ${name}`, p50, p99, processorMs: spent() / Math.max(1, requests), more };
}

/** Processor milliseconds from now on. */
function spending(postmaster: number): () => number {
  const [node, postgres] = [process.cpuUsage(), processorMs(postmaster)];
  return () => {
    const { user, system } = process.cpuUsage(node);
    return (user + system) / 1000 + processorMs(postmaster) - postgres;
  };
}

const IN_FLIGHT = 200;
const MOVES = 5;

/** New boxes under new bills, five events each: how long one of many at once is waited for, until it is read, linked, folded and told. */
export async function measureIngest(hub: Hub, postmaster: number, firstBox: number, messages: number): Promise<Taken> {
  const [spent, began] = [spending(postmaster), performance.now()];
  const times: number[] = [];
  let next = 0;
  const one = async () => {
    while (next < messages) {
      const i = next++;
      const at = performance.now();
      await receiveMessage(hub.services.ingest, asDelivery(statusEventOf(firstBox + Math.floor(i / MOVES), i % MOVES)));
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  const rate = messages / ((performance.now() - began) / 1000);
  return {
    what: `ingest, ${IN_FLIGHT} at once`,
    ...shares(times),
    processorMs: spent() / messages,
    more: `${rate.toFixed(0)} messages/s`,
  };
}

/** Events committed, a hundred a second, one socket each told: from before the commit to the client. */
export async function measureFanOut(hub: Hub, postmaster: number, sockets: number, runMs: number): Promise<Taken> {
  const load = await socketLoadOn(hub);
  const spent = spending(postmaster);
  const broadcast = hubBroadcast(load, 'one', sockets);
  const { delays, delivered } = await measureBroadcast(broadcast, 'one', { sockets, rate: 100, runMs });
  const more = `${delivered} delivered to ${sockets} sockets`;
  return {
    what: 'fan-out, from commit to client',
    ...shares(delays),
    processorMs: spent() / Math.max(1, delivered),
    more,
  };
}

function shares(times: readonly number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
