import type { StatedRow } from '../policy/row-condition.ts';
import type { Sql } from './database.ts';
import { firstToldSql, held } from './row-visibility.ts';

/** What each origin states of consignments, now or at a position: by what agreements decide, and whose agreements they are. */
export async function statedRows(
  sql: Sql,
  ids: readonly string[],
  at: number | undefined,
  withAge = false,
): Promise<Map<string, readonly StatedRow[]>> {
  const rows = await sql<(StatedRow & { id: string; told?: Date })[]>`
    select consignment_id as id, origin, origin_country as "originCountry", destination_country as "destinationCountry", countries, places,
      hs_codes as "hsCodes", access_keys as "accessKeys" ${withAge ? sql`, ${firstToldSql(sql, column => sql`consignment_filter.${sql(column)}`)} as told` : sql``}
    from consignment_filter where consignment_id = any(${[...ids]}::uuid[]) and ${held(sql, at)} and origin <> 'hub' order by origin`;
  const found = new Map<string, StatedRow[]>();
  for (const { id, told, ...row } of rows)
    found.set(id, [...(found.get(id) ?? []), told ? { ...row, firstToldAt: told.toISOString() } : row]);
  return found;
}
