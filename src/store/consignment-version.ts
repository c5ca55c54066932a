import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';

/**
 * Names what a consignment `c` is made of now: its slices, its filter rows and the voyages and trains that its legs name. Each row is named
 * by the transaction that wrote it, so that equal versions have equal documents, whoever writes them.
 */
export function versionSql(sql: Sql): Fragment {
  return sql`json_build_array(
    (select string_agg(s.xmin::text, ' ' order by s.slice) from consignment_slice s where s.consignment_id = c.id),
    (select string_agg(f.xmin::text, ' ' order by f.origin) from consignment_filter f where f.consignment_id = c.id and f.known_to is null),
    (select json_agg(json_build_array(named.key, j.id, j.xmin::text) order by named.key) from consignment_filter f
      cross join unnest(f.voyages) as named(key) left join journey_key k on k.key = named.key left join journey j on j.id = k.journey_id
      where f.consignment_id = c.id and f.known_to is null and f.origin = 'hub'))::text`;
}

/** A voyage or train by a key, with its id and what names its writing; null where there is none under the key. */
export type NamedJourney = readonly [key: string, id: string | null, written: string | null];

/** Of what a version is made: null where a consignment has no documents. */
export interface VersionParts {
  readonly slices: string | null;
  readonly journeys: readonly NamedJourney[];
}

export function versionParts(version: string): VersionParts {
  const [slices, , journeys] = JSON.parse(version) as [string | null, string | null, VersionParts['journeys'] | null];
  return { slices, journeys: journeys ?? [] };
}
