import type { PlaceEntry } from '../places/place-entry.ts';
import { placeKey } from '../places/place-key.ts';
import { takeLocks } from './advisory-locks.ts';
import type { Sql, TransactionSql } from './database.ts';
import { announceWriter } from './known-position.ts';

/** Held together by all who fold, and alone by whoever changes the tables of places: no document is folded by tables that are gone. */
export const PLACES_LOCK = 'corridor: the tables of places';

/** The tables as they were from one load to the next. */
export interface PlaceEdition {
  readonly id: number; // 0: none was ever loaded
  readonly loadedAt: Date;
}

const NONE: PlaceEdition = { id: 0, loadedAt: new Date(0) };

/** The tables of now, or those that were known at a position. */
export async function placeEdition(sql: Sql | TransactionSql, position?: number): Promise<PlaceEdition> {
  const [row] = await sql<PlaceEdition[]>`
    select id, loaded_at as "loadedAt" from place_change
    ${position === undefined ? sql`` : sql`where position <= ${position}`} order by position desc, id desc limit 1`;
  return row ?? NONE;
}

/** Of a position: the time of the tables that were known, RFC 3339, and the day on which it was reached. */
export interface PlaceMoment {
  readonly knownAt: string;
  readonly day: string;
}

export async function momentAt(sql: Sql, position: number): Promise<PlaceMoment> {
  const [{ loadedAt }, [last]] = await Promise.all([
    placeEdition(sql, position),
    sql<{ at: Date | null }[]>`
      select greatest((select known_at from fact where position <= ${position} order by position desc limit 1),
        (select known_at from place_change where position <= ${position} order by position desc limit 1)) as at`,
  ]);
  return { knownAt: loadedAt.toISOString(), day: (last?.at ?? loadedAt).toISOString().slice(0, 10) };
}

/** More codes than this touch nearly everything. */
const MANY = 5_000;

/**
 * Notes that the tables changed, as the last thing that a load does: waits for the folds that are under way, and marks as stale what was
 * folded from one of the codes (law 1.6). Whoever folds stale documents does the rest.
 */
export async function noteChange(
  sql: TransactionSql,
  source: string,
  changed: readonly PlaceEntry[],
  now: Date,
): Promise<void> {
  if (changed.length === 0) return;
  await takeLocks(sql, [PLACES_LOCK]);
  await sql`
    with announced as materialized (${announceWriter(sql)})
    insert into place_change (source, position, known_at, loaded_at)
    select ${source}, nextval('fact_position_seq'), clock_timestamp(), ${now} from announced`;
  const codes = [...new Set([...changed, ...(await entriesUnder(sql, changed))].flatMap(codesOf))];
  await (codes.length > MANY ? markAll(sql) : markTouched(sql, codes));
}

function codesOf({ codes }: PlaceEntry): string[] {
  return codes.map(each => each.value);
}

/** What lies in the changed places, or became one of them. */
async function entriesUnder(sql: TransactionSql, changed: readonly PlaceEntry[]): Promise<PlaceEntry[]> {
  const keys = changed.flatMap(({ id }) => [placeKey.childOf(id), placeKey.mergedInto(id)]);
  const rows = await sql<{ body: PlaceEntry }[]>`
    select v.body from place_key k join place_version v on v.place_id = k.place_id and v.known_to is null where k.key = any(${keys})`;
  return rows.map(row => row.body);
}

async function markAll(sql: TransactionSql): Promise<void> {
  await sql`update consignment_slice set stale = true`;
  await sql`update journey set stale = true`;
}

async function markTouched(sql: TransactionSql, codes: readonly string[]): Promise<void> {
  await sql`
    update consignment_slice set stale = true where consignment_id in (
      select consignment_id from consignment_filter where known_to is null and origin = 'hub' and places && ${[...codes]}::text[])`;
  await sql`
    update journey j set stale = true where exists (
      select 1 from jsonb_path_query(j.body, '$.calls[*].statements[*].place.codes[*].value') as code
      where code #>> '{}' = any(${[...codes]}::text[]))`;
}
