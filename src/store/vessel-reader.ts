import type { Sql } from './database.ts';
import { type KeptJourney, keptJourney } from './journey-reader.ts';

/** The voyages of a vessel by its IMO number, newest first. */
export async function journeysOfVessel(sql: Sql, imo: string, limit: number): Promise<KeptJourney[]> {
  return sql<KeptJourney[]>`
    select ${keptJourney(sql)} from journey j
    where j.id in (select k.journey_id from journey_key k where k.key like ${`VOYAGE|IMO:${imo.replace(/[\\%_]/g, '\\$&')}/%`})
    order by j.id desc limit ${limit}`;
}

/** The trains that facts put a wagon in. */
export async function trainsOfWagon(sql: Sql, wagon: string, limit: number): Promise<KeptJourney[]> {
  return sql<KeptJourney[]>`
    select ${keptJourney(sql)} from journey j
    where j.id in (
      select k.journey_id from fact_reference w
      join fact_reference t on t.fact_id = w.fact_id and t.scheme = 'TRAIN'
      join journey_key k on k.key = 'TRAIN|' || t.value
      where w.scheme = 'WAGON' and w.value = ${wagon})
    order by j.id desc limit ${limit}`;
}
