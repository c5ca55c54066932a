import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { Backlog } from '../ingest/backlog.ts';
import { acknowledgeMessage, type Delivery, type Ingest, receiveMessage } from '../ingest/receive-message.ts';
import { connect, type Sql } from '../store/database.ts';
import { setVault } from '../store/vault.ts';
import { bareUpserts } from './bare-upserts.ts';
import type { BenchSuite } from './bench-suite.ts';
import { asDelivery, asInterchanges, type StatusEvent, statusEventOf, statusEvents } from './ingest-traffic.ts';
import { type MeasuredRun, measuredRun } from './measured-run.ts';
import { BENCH_SECRET, openScratchDatabase, type ScratchDatabase } from './scratch-database.ts';

interface Way {
  readonly name: string;
  readonly connections: number;
  /** Deliveries on their way at once. */
  readonly inFlight: number;
  readonly deliveries: (events: Iterable<StatusEvent>) => Iterable<Delivery>;
  /** The senders do not wait until a message is read (`Prefer: respond-async`). */
  readonly isEarly?: boolean;
  /** Slower ways do less of the same work. */
  readonly most?: number;
}

interface Row extends MeasuredRun {
  readonly way: string;
  readonly events: number;
  readonly acknowledgedSeconds: number;
  readonly facts: number;
}

const INTERCHANGE = 1_000;
/** A long run says after so many events how it stands: it need not be waited for to its end. */
const STEP = 20_000;

const WAYS: readonly Way[] = [
  { name: 'row at a time', connections: 1, inFlight: 1, deliveries: one, most: 1_000 },
  { name: 'batched', connections: 1, inFlight: 1_000, deliveries: one },
  { name: 'pipeline', connections: 12, inFlight: 2_000, deliveries: one },
  { name: 'early', connections: 12, inFlight: 2_000, deliveries: one, isEarly: true },
  { name: 'interchanges', connections: 12, inFlight: 2, deliveries: events => asInterchanges(events, INTERCHANGE) },
];

/** A hub that is up has its keys open. This message is not counted. */
const FIRST = statusEventOf(1_900_000, 0);

function* one(events: Iterable<StatusEvent>): Generator<Delivery> {
  for (const event of events) yield asDelivery(event);
}

export const ingestBench: BenchSuite = {
  name: 'ingest',
  measures: 'acknowledged, visible and facts a second, one by one, batched and in a pipeline, against bare upserts',
  async run(options) {
    const events = Number(options.get('events') ?? 10_000);
    const wanted = options.get('ways')?.split(',');
    const database = await openScratchDatabase();
    try {
      const limit = await measureLimit(database, Math.max(events, 50_000));
      for (const way of WAYS.filter(each => wanted?.includes(each.name) ?? true)) {
        await database.empty();
        show(await measure(database.url, way, Math.min(events, way.most ?? events)), limit);
      }
    } finally {
      await database.close();
    }
  },
};

async function measureLimit({ url }: ScratchDatabase, events: number): Promise<number> {
  const { seconds, processorSeconds } = await measuredRun(
    () => bareUpserts(url, statusEvents(events)),
    () => 0,
  );
  const rate = events / seconds;
  print(`limit, bare upserts: ${events} events, ${whole(rate)}/s, ${micros(processorSeconds, events)} µs of Node each`);
  return rate;
}

async function measure(url: string, way: Way, events: number): Promise<Row> {
  const sql = connect(url, { max: way.connections });
  setVault(sql, () => BENCH_SECRET);
  await receiveMessage({ sql, adapters: ALL_ADAPTERS, now: () => new Date() }, asDelivery(FIRST));
  const started = performance.now();
  let taken = 0;
  let acknowledgedSeconds = 0;
  const counted = function* () {
    for (const event of statusEvents(events)) {
      taken++;
      yield event;
      if (taken % STEP === 0) showStep(way.name, taken, (performance.now() - started) / 1000);
    }
  };
  const onAcknowledged = () => {
    acknowledgedSeconds = (performance.now() - started) / 1000;
  };
  const ingest: Ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date(), onAcknowledged };
  const run = await measuredRun(
    () => sendAll(way.deliveries(counted()), way.inFlight, way.isEarly ? earlySender(ingest) : waitingSender(ingest)),
    () => taken / events,
  );
  const facts = (await visibleFacts(sql)) - 1;
  await sql.end();
  return { way: way.name, events, acknowledgedSeconds, facts, ...run };
}

interface Sender {
  send(delivery: Delivery): Promise<unknown>;
  /** Resolves when all that was sent is read. */
  end(): Promise<unknown>;
}

function waitingSender(ingest: Ingest): Sender {
  return { send: delivery => receiveMessage(ingest, delivery), end: async () => undefined };
}

function earlySender(ingest: Ingest): Sender {
  let unread = 0;
  let ended: (error?: unknown) => void = () => undefined;
  const backlog = Backlog.of(ingest.sql, error => ended(error));
  const counted = (read: () => Promise<unknown>) => async () => {
    await read();
    if (--unread === 0) ended();
  };
  return {
    send: async delivery => {
      const { unread: reading } = await acknowledgeMessage(ingest, delivery);
      if (!reading) return;
      unread++;
      const { read, readArchived } = reading;
      await backlog.add({ bytes: delivery.bytes.length, read: counted(read), readArchived: counted(readArchived) });
    },
    end: () =>
      new Promise<void>((resolve, reject) => {
        ended = error => (error === undefined ? resolve() : reject(error));
        if (unread === 0) resolve();
      }),
  };
}

async function sendAll(deliveries: Iterable<Delivery>, inFlight: number, { send, end }: Sender): Promise<void> {
  const queue = deliveries[Symbol.iterator]();
  const sending = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await send(next.value);
  };
  await Promise.all(Array.from({ length: inFlight }, sending));
  await end();
}

/** A figure of a run that lost or refused anything would be none. */
async function visibleFacts(sql: Sql): Promise<number> {
  const [row] = await sql<{ facts: number; unlinked: number; unread: number; dark: number }[]>`
    select count(*)::int as facts, count(*) filter (where link_state <> 'LINKED')::int as unlinked,
      (select count(*)::int from message where status <> 'ACCEPTED') as unread,
      (select count(*)::int from consignment c where not exists (select from consignment_slice s where s.consignment_id = c.id)) as dark
    from fact`;
  if (!row || row.facts === 0 || row.unlinked + row.unread + row.dark > 0)
    throw new Error(`not everything became visible: ${JSON.stringify(row)}`);
  return row.facts;
}

function showStep(way: string, events: number, seconds: number): void {
  const resident = Math.round(process.memoryUsage.rss() / 2 ** 20);
  print(`  ${way}: ${whole(events)} events after ${whole(seconds)} s, ${resident} MiB resident`);
}

function show({ way, events, seconds, acknowledgedSeconds, facts, ...run }: Row, limit: number): void {
  const rate = (inSeconds: number) =>
    `${whole(events / inSeconds)}/s (1/${((limit * inSeconds) / events).toFixed(1)} of the limit)`;
  print(
    `${way}: ${events} messages, acknowledged ${rate(acknowledgedSeconds)}, visible ${rate(seconds)}, ` +
      `${whole(facts / seconds)} facts/s, ${micros(run.processorSeconds, events)} µs of Node each`,
  );
  print(
    `  memory: at most ${run.peakMebibytes} MiB above the start; resident at each tenth ${run.tenths.join(' ')} MiB`,
  );
}

function micros(seconds: number, count: number): string {
  return ((seconds * 1e6) / count).toFixed(1);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
