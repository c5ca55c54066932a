import type { JourneyDocument } from '../consignment/journey-document.ts';
import type { Sql } from './database.ts';

export interface StoredJourney {
  readonly id: string;
  readonly document: JourneyDocument;
}

/** Voyages and trains by their keys, in one statement; several keys may find one journey. */
export async function journeysUnder(sql: Sql, keys: readonly string[]): Promise<Map<string, StoredJourney>> {
  const rows = await sql<{ key: string; id: string; body: JourneyDocument }[]>`
    select k.key, j.id, j.body from journey_key k join journey j on j.id = k.journey_id where k.key = any(${[...keys]})`;
  return new Map(rows.map(({ key, id, body }) => [key, { id, document: body }]));
}

export async function journeysById(sql: Sql, ids: readonly string[]): Promise<Map<string, StoredJourney>> {
  const rows = await sql<{ asked: string; id: string; body: JourneyDocument }[]>`
    select a.id as asked, j.id, j.body from journey a join journey j on j.id = coalesce(a.merged_into, a.id)
    where a.id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ asked, id, body }) => [asked, { id, document: body }]));
}

/** Journeys whose vessel, by IMO number or call sign, and voyage number match, whichever way they are keyed. */
export async function journeysNumbered(sql: Sql, number: string, vessel: string | undefined): Promise<StoredJourney[]> {
  const rows = await sql<{ id: string; body: JourneyDocument }[]>`
    select distinct on (j.id) j.id, j.body from journey_key k join journey j on j.id = k.journey_id
    where k.key like ${`VOYAGE|%/${number.replace(/[\\%_]/g, '\\$&')}`}
      ${vessel ? sql`and k.key in (${`VOYAGE|IMO:${vessel}/${number}`}, ${`VOYAGE|CALLSIGN:${vessel}/${number}`})` : sql``}
    order by j.id limit 20`;
  return rows.map(({ id, body }) => ({ id, document: body }));
}
