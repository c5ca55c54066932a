import { diffPlaces } from '../places/diff-places.ts';
import type { PlaceEntry, PlaceList } from '../places/place-entry.ts';
import { keysOfEntry } from '../places/place-key.ts';
import type { Sql, TransactionSql } from './database.ts';
import { noteChange, placeEdition } from './place-changes.ts';

export interface PlaceLoad {
  readonly source: string;
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly unchanged: number;
}

/** Any constant will do, as long as every hub of a database uses the same. */
const LOADING_LOCK = 26_774_369;

/** Writes what a list changes of its source, all or nothing. The same list again changes nothing. */
export function loadPlaces(sql: Sql, list: PlaceList, at: { now: Date; day: string }): Promise<PlaceLoad> {
  return sql.begin(async transaction => {
    await transaction`select pg_advisory_xact_lock(${LOADING_LOCK})`;
    return writeList(transaction, list, at);
  });
}

/** The shipped files, under a name: loaded when their digest is another than the last time. Undefined: nothing to do. */
export function loadPlacesOnce(
  sql: Sql,
  { name, digest, lists }: { name: string; digest: string; lists: () => readonly PlaceList[] },
  at: { now: Date; day: string },
): Promise<readonly PlaceLoad[] | undefined> {
  return sql.begin(async transaction => {
    await transaction`select pg_advisory_xact_lock(${LOADING_LOCK})`;
    const [known] = await transaction<{ digest: string }[]>`select digest from place_load where name = ${name}`;
    if (known?.digest === digest) return undefined;
    const loads: PlaceLoad[] = [];
    for (const list of lists()) loads.push(await writeList(transaction, list, at));
    await transaction`
      insert into place_load (name, digest, loaded_at) values (${name}, ${digest}, ${at.now})
      on conflict (name) do update set digest = excluded.digest, loaded_at = excluded.loaded_at`;
    return loads;
  });
}

async function writeList(sql: TransactionSql, list: PlaceList, at: { now: Date; day: string }): Promise<PlaceLoad> {
  const { day } = at;
  const now = await notBefore(sql, at.now);
  const rows = await sql<{ id: string; body: PlaceEntry }[]>`
    select place_id as id, body from place_version where source = ${list.source} and known_to is null`;
  const known = new Map(rows.map(({ id, body }) => [id, body]));
  const { added, changed, withdrawn, unchanged } = diffPlaces(known, list, day);
  await closeVersions(sql, list.source, [...changed.map(each => each.id), ...withdrawn], now);
  await addVersions(sql, list.source, [...added, ...changed], now);
  const before = [...changed.map(each => each.id), ...withdrawn].flatMap(id => known.get(id) ?? []);
  await noteChange(sql, list.source, [...added, ...changed, ...before], now);
  return {
    source: list.source,
    added: added.length,
    changed: changed.length,
    withdrawn: withdrawn.length,
    unchanged,
  };
}

/** Loads follow each other, whatever the clocks of their nodes say. */
async function notBefore(sql: TransactionSql, now: Date): Promise<Date> {
  const { loadedAt } = await placeEdition(sql);
  return loadedAt > now ? loadedAt : now;
}

/** A version that was known for no time at all, by two loads at one moment, was never known. */
async function closeVersions(sql: TransactionSql, source: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    delete from place_version where source = ${source} and place_id = any(${[...ids]}) and known_to is null and known_from >= ${now}`;
  await sql`
    update place_version set known_to = ${now} where source = ${source} and place_id = any(${[...ids]}) and known_to is null`;
}

const BATCH = 5000;

async function addVersions(sql: TransactionSql, source: string, entries: readonly PlaceEntry[], now: Date) {
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const versions = batch.map(body => ({ id: body.id, body }));
    const keys = batch.flatMap(entry => keysOfEntry(entry).map(key => ({ key, id: entry.id })));
    await sql`
      insert into place_version (place_id, source, known_from, body)
      select id, ${source}, ${now}::timestamptz, body from jsonb_to_recordset(${sql.json(versions as never)}) as v(id text, body jsonb)`;
    await sql`
      insert into place_key (key, place_id)
      select distinct key, id from jsonb_to_recordset(${sql.json(keys)}) as k(key text, id text) on conflict do nothing`;
  }
}
