import type { PlaceEntry } from '../places/place-entry.ts';
import { composePlace, type PlaceRecord, type SourcedEntry } from '../places/place-record.ts';
import type { Sql, TransactionSql } from './database.ts';

/** The places under each key as the hub knew them at a moment (absent: now), in one statement. */
export async function placesUnder(
  sql: Sql | TransactionSql,
  keys: readonly string[],
  knownAt?: Date,
): Promise<Map<string, readonly PlaceRecord[]>> {
  const known = knownAt
    ? sql`v.known_from <= ${knownAt} and (v.known_to is null or v.known_to > ${knownAt})`
    : sql`v.known_to is null`;
  const rows = await sql<{ key: string; id: string; source: string; body: PlaceEntry }[]>`
    select k.key, v.place_id as id, v.source, v.body
    from place_key k join place_version v on v.place_id = k.place_id
    where k.key = any(${[...keys]}) and ${known} order by k.key, v.place_id, v.source`;
  const stated = new Map<string, SourcedEntry[]>();
  const placesOf = new Map<string, Set<string>>();
  for (const { key, id, source, body } of rows) {
    placesOf.set(key, (placesOf.get(key) ?? new Set()).add(id));
    const of = stated.get(id) ?? [];
    if (!of.some(each => each.source === source)) stated.set(id, [...of, { source, entry: body }]);
  }
  const records = new Map([...stated].map(([id, entries]) => [id, composePlace(entries)]));
  return new Map([...placesOf].map(([key, ids]) => [key, [...ids].flatMap(id => records.get(id) ?? [])]));
}
