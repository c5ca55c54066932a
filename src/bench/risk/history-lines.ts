import type { HistoryFamily } from '../../risk/history/history-row.ts';
import type { HistoryWant } from '../../risk/history/history-wants.ts';
import type { Sql } from '../../store/database.ts';

const YEAR_START = '2025-03-01';
/** Declaration lines of one importer in a year. */
const LINES_AN_IMPORTER = 100;

/** Rows that a family keeps for a hundred lines of one importer, on how many days, in how many buckets. */
const SHAPES: readonly (readonly [HistoryFamily, string, number, number])[] = [
  ['party', `'importer|CN-' || i`, 30, 1],
  ['pair', `'CN-' || i || '|SG-' || i % 1000`, 15, 1],
  ['chapter', `'CN-' || i || '|' || lpad((i % 97 + 1)::text, 2, '0')`, 15, 1],
  ['own-unit-value', `'CN-' || i || '|' || 100000 + i % 5000`, 4, 3],
  ['controls', `'CN-' || i`, 2, 1],
];

/** Prices of a fixed market: goods and origins do not become more with more lines, only better known. */
const MARKET = 5_000;

/** The history that so many declaration lines of a year leave behind, written in bulk; answers how many rows that is. */
export async function loadHistory(sql: Sql, lines: number): Promise<number> {
  const importers = Math.max(1, Math.round(lines / LINES_AN_IMPORTER));
  await sql`truncate history_count`;
  await sql`alter table history_count drop constraint history_count_family_key_day_bucket_pk`;
  for (const [family, key, days, buckets] of SHAPES) {
    await sql`
      insert into history_count (family, key, day, bucket, n, a, b)
      select ${family}, ${sql.unsafe(key)}, ${YEAR_START}::date + ((d * 365 / ${days}::int + i) % 365)::int, b, 1 + i % 3, 0, 0
      from generate_series(1, ${importers}::int) i, generate_series(0, ${days - 1}::int) d, generate_series(0, ${buckets - 1}::int) b`;
  }
  await sql`
    insert into history_count (family, key, day, bucket, n, a, b)
    select 'unit-value', 100000 + g || '|SG', (${YEAR_START}::date + (m || ' months')::interval)::date, b, 1 + ${lines}::int / 100000, 0, 0
    from generate_series(0, ${MARKET - 1}::int) g, generate_series(0, 11) m, generate_series(1, 20) b`;
  await sql`alter table history_count add constraint history_count_family_key_day_bucket_pk primary key (family, key, day, bucket)`;
  await sql`analyze history_count`;
  const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from history_count`;
  return row?.rows ?? 0;
}

/** What a page of consignments of different importers asks: every family that was loaded, each over its usual window. */
export function wantsOfPage(page: number, lines: number, run: number): readonly HistoryWant[] {
  const importers = Math.max(1, Math.round(lines / LINES_AN_IMPORTER));
  const year = { from: YEAR_START, to: '2026-03-01' };
  return Array.from({ length: page }, (_, n) => {
    const i = 1 + (((run * page + n) * 7_919) % importers);
    const hs6 = 100_000 + (i % MARKET);
    const want = (family: HistoryFamily, key: string, window = year): HistoryWant => ({ family, key, ...window });
    return [
      want('party', `importer|CN-${i}`),
      want('pair', `CN-${i}|SG-${i % 1000}`),
      want('chapter', `CN-${i}|${String((i % 97) + 1).padStart(2, '0')}`),
      want('own-unit-value', `CN-${i}|${hs6}`),
      want('controls', `CN-${i}`),
      want('unit-value', `${hs6}|SG`, { from: '2025-12-01', to: '2026-03-01' }),
    ];
  }).flat();
}
