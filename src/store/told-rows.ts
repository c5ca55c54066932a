import type { Sql, TransactionSql } from './database.ts';

/**
 * Brings `consignment_told` in line with the filter rows that hold now, for some consignments: one that has no such rows any more has none
 * here. Written after those, in the same transaction.
 */
export async function writeToldRows(sql: Sql | TransactionSql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with now as materialized (
      select consignment_id, origin, status, origin_country, destination_country, told_at from consignment_filter
      where consignment_id = any(${[...ids]}::uuid[]) and known_to is null
    ), wanted as materialized (
      select f.consignment_id, f.origin, s.status, coalesce(o.country, '') as origin_country, coalesce(d.country, '') as destination_country,
        f.told_at
      from now f join now s on s.consignment_id = f.consignment_id and s.origin = 'hub'
      left join (select distinct consignment_id, origin_country as country from now where origin_country is not null) o
        on o.consignment_id = f.consignment_id
      left join (select distinct consignment_id, destination_country as country from now where destination_country is not null) d
        on d.consignment_id = f.consignment_id
      where f.origin <> 'hub'
    ), gone as (
      delete from consignment_told t where t.consignment_id = any(${[...ids]}::uuid[]) and not exists (select 1 from wanted w
        where (w.consignment_id, w.origin, w.origin_country, w.destination_country)
          = (t.consignment_id, t.origin, t.origin_country, t.destination_country))
    )
    insert into consignment_told as t (consignment_id, origin, status, origin_country, destination_country, told_at)
    select consignment_id, origin, status, origin_country, destination_country, told_at from wanted
    on conflict (consignment_id, origin, origin_country, destination_country) do update
      set status = excluded.status, told_at = excluded.told_at
      where (t.status, t.told_at) is distinct from (excluded.status, excluded.told_at)`;
}
