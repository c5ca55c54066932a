import type { HistoryFamily, SeenIdentifier } from '../../risk/history/history-row.ts';
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
  ['address', `'street ' || i / 3`, 10, 1],
];

/** Prices of a fixed market: goods and origins do not become more with more lines, only better known. */
const MARKET = 5_000;

/** Each of a hundred lines of an importer stands in a declaration of ten: a box with a seal, under a bill and a UCR. */
const TRIPS_AN_IMPORTER = 10;

/** The history that so many declaration lines of a year leave behind, written in bulk; answers how many rows that is. */
export async function loadHistory(sql: Sql, lines: number): Promise<number> {
  const importers = Math.max(1, Math.round(lines / LINES_AN_IMPORTER));
  await emptied(sql);
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
  await loadTrips(sql, importers);
  await indexed(sql);
  const [row] = await sql<{ rows: number }[]>`
    select (select count(*) from history_count)::int + (select count(*) from history_seen)::int as rows`;
  return row?.rows ?? 0;
}

/** Without indexes, and without a log for a crash that would end the measurement anyway: what is measured is reading. */
async function emptied(sql: Sql): Promise<void> {
  await sql`truncate history_count, history_seen`;
  await sql`alter table history_count set unlogged`;
  await sql`alter table history_seen set unlogged`;
  await sql`alter table history_count drop constraint history_count_family_key_day_bucket_pk`;
  await sql`alter table history_seen drop constraint history_seen_kind_value_consignment_id_context_pk`;
}

async function indexed(sql: Sql): Promise<void> {
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`alter table history_count add constraint history_count_family_key_day_bucket_pk primary key (family, key, day, bucket)`;
  await sql`
    alter table history_seen add constraint history_seen_kind_value_consignment_id_context_pk
    primary key (kind, value, consignment_id, context)`;
  await sql`vacuum analyze history_count, history_seen`;
  await sql`checkpoint`;
}

async function loadTrips(sql: Sql, importers: number): Promise<void> {
  await sql`
    insert into history_seen (kind, value, consignment_id, context, used_from, used_to)
    select k.kind, k.kind || (t * k.step / 2), lpad(to_hex(t), 32, '0')::uuid, '', d.at, d.at + interval '20 days'
    from generate_series(1, ${importers * TRIPS_AN_IMPORTER}::int) t
    cross join (values ('UCR', 2), ('BILL', 2), ('SEAL', 2), ('BOX', 1)) as k(kind, step)
    cross join lateral (select ${YEAR_START}::timestamptz + (t % 340) * interval '1 day' as at) d`;
}

/** The identifiers of a page of consignments; each box had one trip before. */
export function identifiersOfPage(page: number, lines: number, run: number) {
  const trips = Math.max(1, Math.round(lines / LINES_AN_IMPORTER)) * TRIPS_AN_IMPORTER;
  return Array.from({ length: page }, (_, n) => {
    const t = 1 + (((run * page + n) * 104_729) % trips);
    const asked = (kind: SeenIdentifier['kind'], of: number) => ({
      ...{ kind, value: `${kind}${of}`, context: '', consignmentId: t.toString(16).padStart(32, '0') },
      ...{ from: '2025-03-01T00:00:00Z', to: '2026-03-01T00:00:00Z' },
    });
    return [asked('UCR', t), asked('BILL', t), asked('SEAL', t), asked('BOX', Math.floor(t / 2))];
  }).flat();
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
      want('address', `street ${Math.floor(i / 3)}`),
      want('unit-value', `${hs6}|SG`, { from: '2025-12-01', to: '2026-03-01' }),
    ];
  }).flat();
}
