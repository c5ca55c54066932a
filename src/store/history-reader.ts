import type { HistoryCount } from '../risk/history/history-answer.ts';
import type { HistoryRow, SeenIdentifier } from '../risk/history/history-row.ts';
import type { HistoryWant } from '../risk/history/history-wants.ts';
import type { Sql } from './database.ts';

/** A key in one row: of thousands of counts a page would spend most of its time on reading the rows. */
type CountText = readonly [day: string, bucket: number, n: number, a: number, b: number];

/**
 * The counts of many keys, each in its range of days, as of a moment: one statement, ranges of the primary key. What happened later on the
 * same day, or in the same month where prices are kept by month, is taken off again; of today that is nothing.
 */
export async function historyCounts(
  sql: Sql,
  wants: readonly HistoryWant[],
  at: Date,
): Promise<Map<string, readonly HistoryCount[]>> {
  const rows = await sql<{ name: string; counts: readonly CountText[] }[]>`
    with w as materialized (
      select * from unnest(${wants.map(each => each.family)}::text[], ${wants.map(each => each.key)}::text[],
        ${wants.map(each => each.from)}::date[], ${wants.map(each => each.to)}::date[]) as w(family, key, since, until)
    ), later as (
      select r.* from history_contribution c
      cross join lateral jsonb_to_recordset(c.rows) as r(family text, key text, day date, bucket int, n bigint, a numeric, b numeric, at timestamptz)
      where c.last_at > ${at} and c.first_at < date_trunc('month', ${at}::timestamptz, 'UTC') + interval '1 month' and r.at > ${at}
    )
    select name, json_agg(json_build_array(day, bucket, n, a, b)) as counts from (
    select f.family || '|' || f.key as name, f.day, f.bucket, sum(f.n)::bigint as n, sum(f.a)::float8 as a, sum(f.b)::float8 as b
    from (
      select h.family, h.key, h.day, h.bucket, h.n, h.a, h.b from w
      join history_count h on h.family = w.family and h.key = w.key and h.day >= w.since and h.day < w.until
      union all
      select l.family, l.key, l.day, l.bucket, -l.n, -l.a, -l.b from w
      join later l on l.family = w.family and l.key = w.key and l.day >= w.since and l.day < w.until
    ) f
    group by f.family, f.key, f.day, f.bucket having sum(f.n) <> 0 or sum(f.a) <> 0
    ) as known group by name`;
  const found = new Map<string, readonly HistoryCount[]>(wants.map(each => [`${each.family}|${each.key}`, []]));
  for (const { name, counts } of rows)
    found.set(
      name,
      counts.map(([day, bucket, n, a, b]) => ({ day, bucket, n, a, b })),
    );
  return found;
}

export type OtherUse = SeenIdentifier & { readonly consignmentId: string };

/** A box may be used again a day after its trip ended; papers and seals are never used again. */
const OVERLAP_ONLY = 'BOX';

/** Uses of identifiers that had begun at a moment, by others than the consignment that asks; of boxes only those in the same days. */
export function otherUses(
  sql: Sql,
  asked: readonly (SeenIdentifier & { readonly consignmentId: string })[],
  at: Date,
): Promise<(OtherUse & { readonly askedBy: string })[]> {
  return sql<(OtherUse & { readonly askedBy: string })[]>`
    select distinct i.id as "askedBy", s.kind, s.value, s.context, s.consignment_id as "consignmentId",
      to_char(s.used_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "from",
      to_char(s.used_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "to"
    from jsonb_to_recordset(${sql.json(asked as never)}) as a("consignmentId" uuid, kind text, value text, "from" timestamptz, "to" timestamptz)
    cross join lateral (select a."consignmentId" as id) i
    join history_seen s on s.kind = a.kind and s.value = a.value and s.consignment_id <> a."consignmentId" and s.used_from <= ${at}
      and (a.kind <> ${OVERLAP_ONLY} or (s.used_from < a."to" and s.used_to > a."from"))`;
}

export async function ownContributions(sql: Sql, ids: readonly string[]): Promise<Map<string, readonly HistoryRow[]>> {
  const rows = await sql<{ id: string; rows: readonly HistoryRow[] }[]>`
    select consignment_id as id, rows from history_contribution where consignment_id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(row => [row.id, row.rows]));
}
