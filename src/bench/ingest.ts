import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { type Ingest, receiveMessage } from '../ingest/receive-message.ts';
import { connect } from '../store/database.ts';
import type { BenchSuite } from './bench-suite.ts';
import { asDelivery, type StatusEvent, statusEvents } from './ingest-traffic.ts';
import { openScratchDatabase } from './scratch-database.ts';

interface Way {
  readonly name: string;
  readonly connections: number;
  /** Messages on their way at once. */
  readonly inFlight: number;
}

const WAYS: readonly Way[] = [
  { name: 'row at a time', connections: 1, inFlight: 1 },
  { name: 'batched', connections: 1, inFlight: 1_000 },
  { name: 'pipeline', connections: 8, inFlight: 2_000 },
];

export const ingestBench: BenchSuite = {
  name: 'ingest',
  measures: 'messages a second through the real pipeline against bare upserts',
  async run(options) {
    const events = Number(options.get('events') ?? 10_000);
    const database = await openScratchDatabase();
    try {
      for (const way of WAYS.filter(each => options.get('ways')?.split(',').includes(each.name) ?? true)) {
        await database.empty();
        const count = way.inFlight === 1 ? Math.min(events, 1_000) : events;
        await measure(database.url, way, count);
      }
    } finally {
      await database.close();
    }
  },
};

async function measure(url: string, way: Way, count: number) {
  const sql = connect(url, { max: way.connections });
  const ingest: Ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date() };
  const started = performance.now();
  const cpu = process.cpuUsage();
  await sendAll(ingest, statusEvents(count), way.inFlight);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(way.name, count, `${Math.round(count / seconds)}/s`, `node ${(user + system) / 1000 / count} ms each`);
  await sql.end();
}

async function sendAll(ingest: Ingest, events: Iterable<StatusEvent>, inFlight: number) {
  const queue = events[Symbol.iterator]();
  const send = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await receiveMessage(ingest, asDelivery(next.value));
  };
  await Promise.all(Array.from({ length: inFlight }, send));
}
