import { connect } from '../../store/database.ts';
import { historyCounts } from '../../store/history-reader.ts';
import type { ScratchDatabase } from '../scratch-database.ts';
import { loadHistory, wantsOfPage } from './history-lines.ts';
import { shown, timed, timingsOf } from './timings.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
const RUNS = 200;
const PAGES = [1, 50];

/** The same reads over histories of different sizes: they are flat, or they are not. */
export async function measureHistory(database: ScratchDatabase, sizes: readonly number[]): Promise<void> {
  const first = new Map<number, number>();
  for (const lines of sizes) {
    const sql = connect(database.url, { max: 1 });
    const started = performance.now();
    const rows = await loadHistory(sql, lines);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `history of ${lines.toLocaleString('en-US')} declaration lines: ${rows.toLocaleString('en-US')} rows, loaded in ${seconds.toFixed(0)} s\n`,
    );
    for (const page of PAGES) {
      await timed(20, run => historyCounts(sql, wantsOfPage(page, lines, 100_000 + run), NOW));
      const timings = timingsOf(await timed(RUNS, run => historyCounts(sql, wantsOfPage(page, lines, run), NOW)));
      const base = first.get(page) ?? timings.p50;
      first.set(page, base);
      const wants = wantsOfPage(page, lines, 0).length;
      process.stdout.write(
        `  ${page} consignment${page > 1 ? 's' : ''}, ${wants} keys in one statement: ${shown(timings)}, ${(timings.p50 / base).toFixed(2)} times the smallest\n`,
      );
    }
    await sql.end();
  }
}
