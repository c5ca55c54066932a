import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import type { Sql, TransactionSql } from './database.ts';

/** The journeys that are known under any of the keys. */
export async function journeysByKey(
  sql: TransactionSql,
  keys: readonly string[],
): Promise<{ id: string; key: string }[]> {
  return sql<{ id: string; key: string }[]>`
    select k.key, k.journey_id as id from journey_key k where k.key = any(${[...keys]}) order by k.journey_id`;
}

/** Writes a journey's document; journeys that a new key has shown to be the same one are joined under the oldest id. */
export async function writeJourney(
  sql: TransactionSql,
  id: string,
  { document, foldVersion }: { readonly document: JourneyDocument; readonly foldVersion: number },
  joined: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    insert into journey (id, mode, body, fold_version, updated_at)
    values (${id}, ${document.mode}, ${sql.json(document as never)}, ${foldVersion}, ${now})
    on conflict (id) do update set mode = excluded.mode, body = excluded.body, fold_version = excluded.fold_version,
      stale = false, updated_at = excluded.updated_at`;
  await sql`
    insert into journey_key (key, journey_id) select key, ${id}::uuid from unnest(${[...document.keys]}::text[]) as k(key)
    on conflict (key) do update set journey_id = excluded.journey_id`;
  if (joined.length > 0) await sql`update journey set merged_into = ${id} where id = any(${[...joined]}::uuid[])`;
}

/** The consignments that travel on any of the voyages or trains: whom an event of the journey concerns. */
export async function consignmentsOnJourney(sql: TransactionSql, keys: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct consignment_id as id from consignment_filter
    where known_to is null and origin = 'hub' and voyages && ${[...keys]}::text[] order by 1`;
  return rows.map(row => row.id);
}

/** What was told of a journey. Whichever version of the fold wrote it: entries of events are those of the log, which never change. */
export interface ToldJourney {
  readonly keys: readonly string[];
  readonly events: readonly EventEntry[];
}

export async function toldJourneys(sql: TransactionSql, keys: readonly string[]): Promise<ToldJourney[]> {
  if (keys.length === 0) return [];
  return sql<ToldJourney[]>`
    select distinct on (j.id) coalesce(j.body->'keys', '[]') as keys, coalesce(j.body->'events', '[]') as events
    from journey_key k join journey j on j.id = k.journey_id where k.key = any(${[...keys]}) order by j.id`;
}

/** Every journey that stands for itself. */
export function journeysToCheck(
  sql: TransactionSql,
): Promise<{ readonly id: string; readonly document: JourneyDocument }[]> {
  return sql<{ id: string; document: JourneyDocument }[]>`
    select id, body as document from journey where merged_into is null order by id`;
}

/** Any key that it is found by. */
export interface StaleJourney {
  readonly id: string;
  readonly key: string | null;
}

const firstKey = (sql: Sql) => sql`(select min(k.key) from journey_key k where k.journey_id = j.id)`;

/** Journeys whose documents an older version of the fold, or other tables of places, gave. */
export async function staleJourneys(
  sql: Sql,
  version: number,
  after: string | undefined,
  limit: number,
): Promise<StaleJourney[]> {
  return sql<StaleJourney[]>`
    select id, ${firstKey(sql)} as key from journey j
    where merged_into is null and (fold_version < ${version} or stale) ${after === undefined ? sql`` : sql`and id > ${after}::uuid`}
    order by id limit ${limit}`;
}

/** Which of some are to be folded again; what a newer version of the hub wrote is left to its nodes. */
export function staleJourneysAmong(sql: Sql, version: number, ids: readonly string[]): Promise<StaleJourney[]> {
  return sql<StaleJourney[]>`
    select id, ${firstKey(sql)} as key from journey j
    where merged_into is null and id = any(${[...ids]}::uuid[]) and (fold_version < ${version} or stale)`;
}

/** Keys that facts about voyages and trains quote, and under which no journey is stored. */
export async function keysWithoutJourney(sql: TransactionSql): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`
    select distinct r.scheme || '|' || r.value as key from fact f join fact_reference r on r.fact_id = f.id
    where f.link_state <> 'REPLACED' and r.scheme in ('VOYAGE', 'TRAIN')
      and (f.kind = 'TRANSPORT_CALL' or (f.kind = 'EVENT' and f.body->>'subject' = 'TRANSPORT'))
      and not exists (select 1 from journey_key k where k.key = r.scheme || '|' || r.value)
    order by 1`;
  return rows.map(row => row.key);
}
