import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';

/**
 * Names what a consignment `c` is made of now: its slices, its filter rows and the voyages and trains that its legs name. Each row is named
 * by the transaction that wrote it, so that equal versions have equal documents, whoever writes them.
 */
export function versionSql(sql: Sql): Fragment {
  return sql`concat_ws('/',
    (select string_agg(s.xmin::text, ' ' order by s.slice) from consignment_slice s where s.consignment_id = c.id),
    (select string_agg(f.xmin::text, ' ' order by f.origin) from consignment_filter f where f.consignment_id = c.id and f.known_to is null),
    (select string_agg(concat(j.id, j.xmin::text), ' ' order by k.key) from consignment_filter f
      cross join unnest(f.voyages) as named(key) join journey_key k on k.key = named.key join journey j on j.id = k.journey_id
      where f.consignment_id = c.id and f.known_to is null and f.origin = 'hub'))`;
}
