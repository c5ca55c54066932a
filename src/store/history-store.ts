import type { HistoryContribution, HistoryRow } from '../risk/history/history-row.ts';
import type { Sql, TransactionSql } from './database.ts';

/** One roller at a time rolls up, whichever node it is on: it alone writes the counts. */
const ROLLER_LOCK = 26_774_371;

export async function tryBecomeRoller(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${ROLLER_LOCK}) as got`;
  return row?.got ?? false;
}

/** Takes what is due off the list; what changes meanwhile comes onto it anew. */
export async function takeDue(sql: TransactionSql, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with taken as (
      delete from history_due where serial in (select serial from history_due order by serial limit ${limit}) returning consignment_id
    )
    select distinct consignment_id as id from taken`;
  return rows.map(row => row.id);
}

export async function contributionsOf(
  sql: TransactionSql,
  ids: readonly string[],
): Promise<Map<string, readonly HistoryRow[]>> {
  const rows = await sql<{ id: string; rows: readonly HistoryRow[] }[]>`
    select consignment_id as id, rows from history_contribution where consignment_id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(row => [row.id, row.rows]));
}

/** A contribution of nothing takes back what the consignment had added. */
export interface NewContribution extends HistoryContribution {
  readonly id: string;
}

/** Adds differences to the counts and replaces the contributions they come from. */
export async function writeHistory(
  sql: TransactionSql,
  contributions: readonly NewContribution[],
  differences: readonly HistoryRow[],
): Promise<void> {
  const ids = contributions.map(each => each.id);
  const kept = contributions.filter(each => each.rows.length > 0).map(({ id, rows }) => ({ id, rows }));
  const seen = contributions.flatMap(each => each.seen.map(one => ({ ...one, id: each.id })));
  await addDifferences(sql, differences);
  await sql`delete from history_contribution where consignment_id = any(${ids}::uuid[])`;
  await sql`
    insert into history_contribution (consignment_id, rows, first_at, last_at)
    select k.id, k.rows, w.first_at, w.last_at from jsonb_to_recordset(${sql.json(kept as never)}) as k(id uuid, rows jsonb)
    cross join lateral (
      select min(r.at) as first_at, max(r.at) as last_at from jsonb_to_recordset(k.rows) as r(at timestamptz)
    ) w`;
  await sql`delete from history_seen where consignment_id = any(${ids}::uuid[])`;
  await sql`
    insert into history_seen (kind, value, consignment_id, context, used_from, used_to)
    select s.kind, s.value, s.id, s.context, s."from", s."to"
    from jsonb_to_recordset(${sql.json(seen as never)}) as s(kind text, value text, id uuid, context text, "from" timestamptz, "to" timestamptz)`;
}

async function addDifferences(sql: TransactionSql, differences: readonly HistoryRow[]): Promise<void> {
  if (differences.length === 0) return;
  await sql`
    insert into history_count as h (family, key, day, bucket, n, a, b)
    select d.family, d.key, d.day, d.bucket, d.n, d.a, d.b
    from jsonb_to_recordset(${sql.json(differences as never)}) as d(family text, key text, day date, bucket int, n bigint, a numeric, b numeric)
    on conflict (family, key, day, bucket) do update set n = h.n + excluded.n, a = h.a + excluded.a, b = h.b + excluded.b`;
}

/** How many changes wait to be rolled up. */
export async function countDue(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from history_due`;
  return row?.count ?? 0;
}

/** Consignments that a kept assessment drew at random; a control comes after the draw, and with it they are rolled up anew. */
export async function drawnAtRandom(sql: TransactionSql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select distinct consignment_id as id from risk_assessment
    where consignment_id = any(${[...ids]}::uuid[]) and result::jsonb->'trace' @> '[{"step":"RANDOM"}]'`;
  return new Set(rows.map(row => row.id));
}
