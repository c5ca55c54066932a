import type { StatedRow } from '../policy/row-condition.ts';
import type { IdentifierLookup } from './consignment-reader.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';

/** A consignment that a look-up may mean, with what decides whether its reader sees it. */
export interface Candidate {
  readonly id: string;
  /** consignment-version.ts */
  readonly version: string;
  /** What each origin states of it. */
  readonly stated: readonly ToldRow[];
  /** The identifiers by which it was looked up, by whom they are told. */
  readonly names: readonly { readonly scheme: string; readonly origins: readonly string[] }[];
}

export interface ToldRow extends StatedRow {
  /** When the origin last told something of it, to the microsecond. */
  readonly toldAt: string;
}

/** So many have one number; beyond that the database itself decides which of them are seen. */
export const MOST_CANDIDATES = 20;

type Packed = readonly [
  origin: string,
  originCountry: string | null,
  destinationCountry: string | null,
  countries: readonly string[],
  places: readonly string[],
  hsCodes: readonly string[],
  accessKeys: readonly string[],
  toldAt: string,
];
type Row = Omit<Candidate, 'stated'> & { readonly at: number; readonly stated: readonly Packed[] };

/**
 * The consignments that have numbers (of any scheme, where a look-up names none), whoever asks: one statement for many look-ups of many readers, always the same, so that it is planned
 * once. In the order of the look-ups; one more than `MOST_CANDIDATES` where there are more.
 */
export async function candidatesByIdentifier(
  sql: Sql,
  lookups: readonly IdentifierLookup[],
): Promise<(readonly Candidate[])[]> {
  const rows = await sql<Row[]>`
    select w.at::int, c.id, c.names, ${statedSql(sql)} as stated, ${versionSql(sql)} as version
    from unnest(${lookups.map(each => each.schemes.join())}::text[], ${lookups.map(each => each.value)}::text[],
      ${lookups.map(each => each.issuer ?? null)}::text[]) with ordinality as w(schemes, value, issuer, at)
    cross join lateral (
      select i.consignment_id as id, json_agg(json_build_object('scheme', i.scheme, 'origins', i.origins)) as names
      from consignment_identifier i
      where i.value = w.value and (w.schemes = '' or i.scheme = any(string_to_array(w.schemes, ','))) and (w.issuer is null or i.issuer in (w.issuer, ''))
      group by i.consignment_id order by i.consignment_id limit ${MOST_CANDIDATES + 1}
    ) c order by w.at, c.id`;
  const found: Candidate[][] = lookups.map(() => []);
  for (const { at, ...row } of rows) found[at - 1]?.push(candidateOf(row));
  return found;
}

/** Consignments by their hub ids, whoever asks; a retired id stands for its successor. In the order of the ids. */
export async function candidatesById(sql: Sql, ids: readonly string[]): Promise<(Candidate | undefined)[]> {
  const rows = await sql<(Omit<Row, 'at'> & { asked: string })[]>`
    with recursive chain as (
      select id as asked, id, merged_into from consignment where id = any(${[...ids]}::uuid[])
      union all
      select chain.asked, n.id, n.merged_into from chain join consignment n on n.id = chain.merged_into
    )
    select c.asked, c.id, '[]'::json as names, ${statedSql(sql)} as stated, ${versionSql(sql)} as version
    from chain c where c.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id)`;
  const found = new Map(rows.map(({ asked, ...row }) => [asked, candidateOf(row)]));
  return ids.map(id => found.get(id));
}

/** Of the consignment `c`. */
function statedSql(sql: Sql): Fragment {
  return sql`coalesce((select json_agg(json_build_array(f.origin, f.origin_country, f.destination_country, f.countries, f.places,
      f.hs_codes, f.access_keys, to_char(f.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by f.origin)
    from consignment_filter f where f.consignment_id = c.id and f.known_to is null and f.origin <> 'hub'), '[]')`;
}

function candidateOf({ id, version, names, stated }: Omit<Row, 'at'>): Candidate {
  return { id, version, names, stated: stated.map(statedRow) };
}

function statedRow([
  origin,
  originCountry,
  destinationCountry,
  countries,
  places,
  hsCodes,
  accessKeys,
  toldAt,
]: Packed): ToldRow {
  return { origin, originCountry, destinationCountry, countries, places, hsCodes, accessKeys, toldAt };
}
