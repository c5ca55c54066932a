import type { Sql } from '../../store/database.ts';
import { COPIED_TABLES, type CopiedTemplate } from './copied-tables.ts';
import { DAYS, writeCopiesOf } from './write-copies.ts';

/** Of each template so many copies are written in one transaction. */
const COPIES_AT_ONCE = 2_000;

/** A partition of the log for each day that copies lie in. */
export async function makeDays(sql: Sql): Promise<void> {
  await sql.unsafe(`do $$ declare day date; begin
    for day in select generate_series((now() at time zone 'UTC')::date - ${DAYS + 1}, (now() at time zone 'UTC')::date - 1, interval '1 day')::date loop
      if to_regclass('event_log_' || to_char(day, 'YYYYMMDD')) is null then
        execute format('create table %I partition of event_log for values from (%L) to (%L)', 'event_log_' || to_char(day, 'YYYYMMDD'), day, day + 1);
      end if;
    end loop; end $$`);
}

/** Brings the number of copies from one to another: rows without indexes first, then the indexes over all of them, then statistics. */
export async function loadCopies(
  sql: Sql,
  templates: readonly CopiedTemplate[],
  { from, to }: { from: number; to: number },
  tell: (done: number) => void,
): Promise<void> {
  const indexes = await plainIndexes(sql);
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  const halves = [templates.slice(0, templates.length / 2), templates.slice(templates.length / 2)];
  for (let k = from; k < to; k += COPIES_AT_ONCE) {
    const next = Math.min(to, k + COPIES_AT_ONCE);
    let place = 0;
    await Promise.all(
      halves.map(half => {
        const first = place;
        place += half.length;
        return writeCopiesOf(sql, half, { from: k, to: next, firstPlace: first });
      }),
    );
    tell(next - 1);
  }
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql.unsafe(`select setval(pg_get_serial_sequence('fact', 'position'), (select max(position) from fact) + 1);
    select setval(pg_get_serial_sequence('consignment_anchor', 'serial'), (select max(serial) from consignment_anchor) + 1);
    update log_state set head = (select max(position) from event_log)`);
  for (const table of COPIED_TABLES) await sql.unsafe(`vacuum (analyze, freeze) ${table}`);
  await sql.unsafe('checkpoint');
}

/** Indexes that are no constraint's: these are built anew, faster than they grow. */
async function plainIndexes(sql: Sql): Promise<{ name: string; definition: string }[]> {
  const found = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition
    from pg_index i where i.indrelid = any(${[...COPIED_TABLES]}::text[]::regclass[]) and not i.indisunique and not i.indisprimary`;
  return [...found];
}

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  readonly heapBytes: number;
  readonly indexBytes: number;
}

/** What lies on the disk, all partitions of a table together. */
export async function tableSizes(sql: Sql): Promise<TableSize[]> {
  return sql<TableSize[]>`
    select t.name as table, sum(greatest(c.reltuples, 0))::bigint as rows, sum(pg_table_size(c.oid))::bigint as "heapBytes",
      sum(pg_indexes_size(c.oid))::bigint as "indexBytes"
    from unnest(${[...COPIED_TABLES]}::text[]) as t(name) join lateral (
      select t.name::regclass::oid as oid union select relid from pg_partition_tree(t.name::regclass)
    ) p on true join pg_class c on c.oid = p.oid and c.relkind = 'r' group by 1 order by 3 desc`;
}

/** Of the templates, what the copies leave out: bytes a consignment. */
export async function leftOutBytes(sql: Sql, templates: number): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select ((select sum(pg_column_size(bytes)) from message)
      + (select sum(pg_column_size(body) + coalesce(pg_column_size(sealed), 0)) from fact)
      + pg_total_relation_size('measure'))::bigint as bytes`;
  return (row?.bytes ?? 0) / templates;
}
