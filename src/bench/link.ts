import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { type Ingest, receiveMessage } from '../ingest/receive-message.ts';
import { connect, type Sql } from '../store/database.ts';
import { setVault } from '../store/vault.ts';
import type { BenchSuite } from './bench-suite.ts';
import { asDelivery, type StatusEvent, statusEventOf } from './ingest-traffic.ts';
import { copyConsignments, keepTemplate } from './link/consignment-copies.ts';
import { SeededChance } from './link-quality/seeded-chance.ts';
import { BENCH_SECRET, openScratchDatabase } from './scratch-database.ts';

/** Events of each consignment before the measurement. */
const KNOWN_MOVES = 3;
const WARM_UP = 50;

/** Measured in turns, so that whatever else the machine does slows every size alike. */
const ROUNDS = 10;

/** A database that holds so many consignments. */
interface Filled {
  readonly consignments: number;
  readonly sql: Sql;
  readonly ingest: Ingest;
  readonly events: StatusEvent[];
  /** Facts a second of each round. */
  readonly rates: number[];
  close(): Promise<void>;
}

/**
 * Whether the cost of one more fact grows with the database: facts a second, one message after the other, on databases of growing size, side
 * by side. Half of the facts are about consignments that are there, at random, and half begin a new one.
 */
export const linkBench: BenchSuite = {
  name: 'link',
  measures: 'facts a second into 10 thousand, 100 thousand … consignments; sizes=10000,100000 facts=400',
  async run(options) {
    const sizes = (options.get('sizes') ?? '10000,100000').split(',').map(Number);
    const facts = Number(options.get('facts') ?? 400);
    const filled: Filled[] = [];
    try {
      for (const consignments of sizes) filled.push(await fill(consignments, facts));
      for (const each of filled) await warmUp(each);
      for (let round = 0; round < ROUNDS; round++)
        for (const each of filled) await measure(each, Math.ceil(facts / ROUNDS));
      for (const each of filled) await printScans(each, facts);
      print(filled);
    } finally {
      for (const each of filled) await each.close();
    }
  },
};

async function fill(consignments: number, facts: number): Promise<Filled> {
  const database = await openScratchDatabase();
  const sql = connect(database.url, { max: 8 });
  setVault(sql, () => BENCH_SECRET);
  const ingest: Ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date() };
  const started = performance.now();
  for (let move = 0; move < KNOWN_MOVES; move++) await receiveMessage(ingest, asDelivery(statusEventOf(0, move)));
  await keepTemplate(sql);
  await copyConsignments(sql, statusEventOf(0, 0), 1, consignments);
  console.log(`${consignments} consignments loaded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const close = async () => {
    await sql.end();
    await database.close();
  };
  return { consignments, sql, ingest, events: additions(consignments, facts + WARM_UP), rates: [], close };
}

async function warmUp({ sql, ingest, events }: Filled): Promise<void> {
  await receiveAll(ingest, events.splice(0, WARM_UP));
  await sql`select pg_stat_reset()`;
}

async function measure({ ingest, events, rates }: Filled, count: number): Promise<void> {
  const round = events.splice(0, count);
  if (round.length > 0) rates.push(round.length / (await receiveAll(ingest, round)));
}

/** Tables that were read from end to end: what makes the cost of a fact grow. */
async function printScans({ sql, consignments }: Filled, facts: number): Promise<void> {
  const scans = await sql<{ table: string; rows: number }[]>`
    select relname as table, seq_tup_read::float8 as rows from pg_stat_user_tables
    where schemaname = 'public' and seq_tup_read > 100 * ${facts}::int order by 2 desc limit 5`;
  for (const { table, rows } of scans)
    console.log(
      `${consignments} consignments: ${Math.round(rows / facts)} rows of ${table} read without an index a fact`,
    );
}

/** New consignments are numbered above every size, so that no later load meets them. */
const BEYOND = 50_000_000;

function additions(consignments: number, count: number): StatusEvent[] {
  const chance = new SeededChance(consignments);
  return Array.from({ length: count }, (_, i) =>
    i % 2 === 0
      ? { ...statusEventOf(chance.between(1, consignments - 1), KNOWN_MOVES), id: `more-${consignments}-${i}` }
      : statusEventOf(BEYOND + consignments + i, 0),
  );
}

async function receiveAll(ingest: Ingest, events: readonly StatusEvent[]): Promise<number> {
  const started = performance.now();
  for (const event of events) await receiveMessage(ingest, asDelivery(event));
  return (performance.now() - started) / 1000;
}

function print(filled: readonly Filled[]): void {
  const first = filled[0] ? median(filled[0].rates) : 1;
  for (const { consignments, rates } of filled)
    console.log(
      `${String(consignments).padStart(9)} consignments ${median(rates).toFixed(1).padStart(8)} facts/s  ratio ${(median(rates) / first).toFixed(2)}`,
    );
}

function median(rates: readonly number[]): number {
  const sorted = [...rates].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
