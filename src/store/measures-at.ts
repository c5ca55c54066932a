import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';

/** What consignments add to the indicators: now, or as it was known at a position (law 1.4). */
export function measuresAt(sql: Sql, at: number | undefined): Fragment {
  if (at === undefined) return sql`measure`;
  const columns = sql`consignment_id, kind, key, origin, day, value, unit, label, port, direction, partner_country, tier`;
  return sql`(select ${columns} from measure where known_from <= ${at}
    union all select ${columns} from measure_past where known_from <= ${at} and known_to > ${at})`;
}
