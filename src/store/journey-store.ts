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
      updated_at = excluded.updated_at`;
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

export async function journeyDocuments(sql: TransactionSql, keys: readonly string[]): Promise<JourneyDocument[]> {
  if (keys.length === 0) return [];
  const rows = await sql<{ body: JourneyDocument }[]>`
    select distinct on (j.id) j.body from journey_key k join journey j on j.id = k.journey_id where k.key = any(${[...keys]}) order by j.id`;
  return rows.map(row => row.body);
}

/** Every journey that stands for itself. */
export function journeysToCheck(
  sql: TransactionSql,
): Promise<{ readonly id: string; readonly document: JourneyDocument }[]> {
  return sql<{ id: string; document: JourneyDocument }[]>`
    select id, body as document from journey where merged_into is null order by id`;
}

/** Journeys whose documents another version of the fold, or other tables of places, gave. */
export async function staleJourneys(
  sql: Sql,
  version: number,
  after: string | undefined,
  limit: number,
): Promise<{ readonly id: string; readonly keys: readonly string[] }[]> {
  return sql<{ id: string; keys: string[] }[]>`
    select id, array(select jsonb_array_elements_text(body->'keys')) as keys from journey
    where merged_into is null and fold_version < ${version} ${after === undefined ? sql`` : sql`and id > ${after}::uuid`}
    order by id limit ${limit}`;
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
