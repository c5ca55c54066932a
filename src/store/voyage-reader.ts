import type { AccessKeys } from './consignment-reader.ts';
import type { Sql } from './database.ts';
import { held, sighted } from './row-visibility.ts';

/** The visible consignments on each of the voyages or trains, at most `limit` of each: one statement for many. */
export async function consignmentsAboard(
  sql: Sql,
  journeyIds: readonly string[],
  keys: AccessKeys,
  limit: number,
): Promise<Map<string, string[]>> {
  const row = keys === undefined ? sql`f.origin = 'hub'` : sighted(sql, keys, 'f');
  const rows = await sql<{ journey: string; id: string }[]>`
    select w.id as journey, aboard.id from unnest(${[...journeyIds]}::uuid[]) as w(id)
    cross join lateral (
      select distinct c.id from journey_key k
      join consignment_filter f on f.known_to is null and ${row} and f.voyages @> array[k.key]
      join consignment c on c.id = f.consignment_id
      where k.journey_id = w.id and c.merged_into is null
      order by c.id limit ${limit}
    ) as aboard
    order by w.id, aboard.id`;
  const found = new Map<string, string[]>();
  for (const { journey, id } of rows) found.set(journey, [...(found.get(journey) ?? []), id]);
  return found;
}

/** The same at a position, by the keys that a voyage had then. */
export async function consignmentsAboardThen(
  sql: Sql,
  journeyKeys: readonly string[],
  at: number,
  keys: AccessKeys,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct consignment_id as id from consignment_filter
    where ${keys === undefined ? sql`origin = 'hub'` : sighted(sql, keys, 'consignment_filter')}
      and ${held(sql, at)} and voyages && ${[...journeyKeys]}::text[]
    order by 1 limit ${limit}`;
  return rows.map(row => row.id);
}
