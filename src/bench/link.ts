import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { type Ingest, receiveMessage } from '../ingest/receive-message.ts';
import { connect, type Sql } from '../store/database.ts';
import type { BenchSuite } from './bench-suite.ts';
import { asDelivery, type StatusEvent, statusEventOf } from './ingest-traffic.ts';
import { copyConsignments, keepTemplate } from './link/consignment-copies.ts';
import { SeededChance } from './link-quality/seeded-chance.ts';
import { openScratchDatabase } from './scratch-database.ts';

/** Events of each consignment before the measurement. */
const KNOWN_MOVES = 3;
const WARM_UP = 50;

interface Measured {
  readonly consignments: number;
  readonly perSecond: number;
  readonly loadSeconds: number;
}

/**
 * Whether the cost of one more fact grows with the database: facts a second, one message after the other, on databases of growing size. Half
 * of the facts are about consignments that are there, at random, and half begin a new one.
 */
export const linkBench: BenchSuite = {
  name: 'link',
  measures: 'facts a second into 10 thousand, 100 thousand and 1 million consignments; sizes=10000,100000 facts=400',
  async run(options) {
    const sizes = (options.get('sizes') ?? '10000,100000').split(',').map(Number);
    const facts = Number(options.get('facts') ?? 400);
    const database = await openScratchDatabase();
    const sql = connect(database.url, { max: 8 });
    try {
      print(await measureAll(sql, sizes, facts));
    } finally {
      await sql.end();
      await database.close();
    }
  },
};

async function measureAll(sql: Sql, sizes: readonly number[], facts: number): Promise<Measured[]> {
  const ingest: Ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date() };
  const template = statusEventOf(0, 0);
  for (let move = 0; move < KNOWN_MOVES; move++) await receiveMessage(ingest, asDelivery(statusEventOf(0, move)));
  await keepTemplate(sql);
  const measured: Measured[] = [];
  let filled = 1;
  for (const consignments of sizes) {
    const started = performance.now();
    await copyConsignments(sql, template, filled, consignments);
    const loadSeconds = (performance.now() - started) / 1000;
    filled = consignments;
    const events = additions(consignments, facts + WARM_UP);
    await receiveAll(ingest, events.slice(0, WARM_UP));
    await sql`select pg_stat_reset()`;
    const seconds = await receiveAll(ingest, events.slice(WARM_UP));
    measured.push({ consignments, perSecond: facts / seconds, loadSeconds });
    console.log(
      `${consignments} consignments, loaded in ${loadSeconds.toFixed(0)} s: ${(facts / seconds).toFixed(1)} facts/s`,
    );
  }
  return measured;
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

function print(measured: readonly Measured[]): void {
  const [first] = measured;
  if (!first) return;
  for (const { consignments, perSecond } of measured)
    console.log(
      `${String(consignments).padStart(9)} consignments ${perSecond.toFixed(1).padStart(8)} facts/s  ratio ${(perSecond / first.perSecond).toFixed(2)}`,
    );
}
