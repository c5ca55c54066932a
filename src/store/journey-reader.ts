import type { JourneyDocument } from '../consignment/journey-document.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { Fragment } from './fragment.ts';

export interface StoredJourney {
  readonly id: string;
  readonly document: JourneyDocument;
}

/** As the table holds it: without its document, and with a key to fold it by, where another version of the fold wrote it (present-graph.ts). */
export interface KeptJourney {
  readonly id: string;
  readonly document: JourneyDocument | null;
  readonly key: string | null;
}

/** Of `journey j`. */
export const keptJourney = (sql: Sql | TransactionSql): Fragment => sql`
  j.id, case when j.fold_version = ${FOLD_VERSION} then j.body end as document,
  case when j.fold_version <> ${FOLD_VERSION} then (select min(own.key) from journey_key own where own.journey_id = j.id) end as key`;

/** Voyages and trains by their keys, in one statement; several keys may find one journey. */
export async function journeysUnder(
  sql: Sql | TransactionSql,
  keys: readonly string[],
): Promise<Map<string, KeptJourney>> {
  const rows = await sql<(KeptJourney & { asked: string })[]>`
    select k.key as asked, ${keptJourney(sql)} from journey_key k join journey j on j.id = k.journey_id where k.key = any(${[...keys]})`;
  return byAsked(rows);
}

/** Ids of the journeys under some keys, in the order of the ids. */
export async function journeyIdsUnder(sql: Sql | TransactionSql, keys: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct journey_id as id from journey_key where key = any(${[...keys]}) order by 1`;
  return rows.map(row => row.id);
}

/** The first key under which a journey is found. */
export async function keyOfJourney(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ key: string | null }[]>`
    select min(k.key) as key from journey a join journey_key k on k.journey_id = coalesce(a.merged_into, a.id) where a.id = ${id}::uuid`;
  return row?.key ?? undefined;
}

export async function journeysById(sql: Sql, ids: readonly string[]): Promise<Map<string, KeptJourney>> {
  const rows = await sql<(KeptJourney & { asked: string })[]>`
    select a.id as asked, ${keptJourney(sql)} from journey a join journey j on j.id = coalesce(a.merged_into, a.id)
    where a.id = any(${[...ids]}::uuid[])`;
  return byAsked(rows);
}

/** Journeys whose vessel, by IMO number or call sign, and voyage number match, whichever way they are keyed. */
export async function journeysNumbered(sql: Sql, number: string, vessel: string | undefined): Promise<KeptJourney[]> {
  return sql<KeptJourney[]>`
    select distinct on (j.id) ${keptJourney(sql)} from journey_key k join journey j on j.id = k.journey_id
    where k.key like ${`VOYAGE|%/${number.replace(/[\\%_]/g, '\\$&')}`}
      ${vessel ? sql`and k.key in (${`VOYAGE|IMO:${vessel}/${number}`}, ${`VOYAGE|CALLSIGN:${vessel}/${number}`})` : sql``}
    order by j.id limit 20`;
}

function byAsked(rows: readonly (KeptJourney & { readonly asked: string })[]): Map<string, KeptJourney> {
  return new Map(rows.map(({ asked, id, document, key }) => [asked, { id, document, key }]));
}
