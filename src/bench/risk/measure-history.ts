import { connect, type Sql } from '../../store/database.ts';
import { historyCounts, otherUses } from '../../store/history-reader.ts';
import type { ScratchDatabase } from '../scratch-database.ts';
import { identifiersOfPage, loadHistory, wantsOfPage } from './history-lines.ts';
import { shown, timed, timingsOf } from './timings.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
const RUNS = 200;
const PAGES = [1, 50];

/** The same reads over histories of different sizes: they are flat, or they are not. */
export async function measureHistory(database: ScratchDatabase, sizes: readonly number[]): Promise<void> {
  const first = new Map<string, number>();
  for (const lines of sizes) {
    const sql = connect(database.url, { max: 1 });
    const started = performance.now();
    const rows = await loadHistory(sql, lines);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `history of ${lines.toLocaleString('en-US')} declaration lines: ${rows.toLocaleString('en-US')} rows, loaded in ${seconds.toFixed(0)} s\n`,
    );
    for (const page of PAGES)
      for (const [what, read] of readsOf(sql, page, lines)) await measure(sql, `${page} of ${what}`, read, first);
    await sql.end();
  }
}

type Read = (run: number) => Promise<unknown>;

function readsOf(sql: Sql, page: number, lines: number): readonly (readonly [string, Read])[] {
  const keys = wantsOfPage(page, lines, 0).length;
  const identifiers = identifiersOfPage(page, lines, 0).length;
  return [
    [`counts (${keys} keys)`, run => historyCounts(sql, wantsOfPage(page, lines, run), NOW)],
    [`identifiers (${identifiers})`, run => otherUses(sql, identifiersOfPage(page, lines, run), NOW)],
  ];
}

/** How many blocks of tables and indexes are looked at meanwhile, in memory or not: no other load changes that. */
async function blocksOf(sql: Sql, work: () => Promise<unknown>): Promise<number> {
  const before = await blocksSoFar(sql);
  await work();
  return (await blocksSoFar(sql)) - before;
}

async function blocksSoFar(sql: Sql): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<{ blocks: number }[]>`
    select sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::int as blocks from pg_statio_user_tables
    where relname in ('history_count', 'history_seen')`;
  return row?.blocks ?? 0;
}

/** Each page for the first time, from wherever its rows lie, and again: what a database at work has in memory. Flat is what is read again. */
async function measure(sql: Sql, what: string, read: Read, first: Map<string, number>): Promise<void> {
  await timed(20, run => read(100_000 + run));
  const cold = timingsOf(await timed(RUNS, read));
  const warm = timingsOf(await timed(RUNS, read));
  const blocks = await blocksOf(sql, () => timed(RUNS, read));
  const base = first.get(what) ?? warm.p50;
  first.set(what, base);
  process.stdout.write(
    `  consignments, one statement: ${what}: ${shown(warm)}, ${(warm.p50 / base).toFixed(2)} times the smallest; for the first time ${shown(cold)}; ${(blocks / RUNS).toFixed(0)} blocks\n`,
  );
}
