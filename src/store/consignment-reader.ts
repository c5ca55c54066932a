import type { SliceName } from '../consignment/consignment-document.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { FilterColumn, FilterReads, IdentifierReads } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql, TransactionSql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';
import { held, readable, seenAt, sighted, statusSql } from './row-visibility.ts';

/** Which consignments a reader sees; undefined: all. What may not be seen does not exist. */
export type AccessKeys = Visibility;

const seen = (sql: Sql, keys: AccessKeys, at?: number) => seenAt(sql, keys, sql`c.id`, at);

/** Which of the ids stood, at a position, for a consignment that is visible by what was known of it then. */
export async function visibleThen(
  sql: Sql,
  ids: readonly string[],
  at: number,
  keys: AccessKeys,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select c.id from consignment c where c.id = any(${[...ids]}::uuid[]) ${stood(sql, at)} ${seen(sql, keys, at)}`;
  return new Set(rows.map(row => row.id));
}

/** Ids that stand for a consignment now, or that stood for one at a position. */
function stood(sql: Sql, at: number | undefined): Fragment {
  return at === undefined
    ? sql`and c.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id and s.slice = 'consignment')`
    : sql`and exists (select 1 from consignment_filter h where h.consignment_id = c.id and h.origin = 'hub' and ${held(sql, at)})`;
}

export interface IdentifierLookup {
  readonly schemes: readonly string[];
  readonly value: string;
  readonly issuer?: string | undefined;
}

/** The visible consignments known by an identifier; more than one is the caller's AMBIGUOUS_IDENTIFIER. At most `limit`. */
export async function consignmentsByIdentifier(
  sql: Sql,
  { schemes, value, issuer }: IdentifierLookup,
  reads: IdentifierReads,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct c.id from consignment_identifier i join consignment c on c.id = i.consignment_id
    where i.value = ${value} and i.scheme = any(${[...schemes]}) ${issuer ? sql`and i.issuer in (${issuer}, '')` : sql``}
      ${readable(sql, reads)} order by c.id limit ${limit}`;
  return rows.map(row => row.id);
}

/** Which of the ids stand for a visible consignment; a retired id answers by its successor (law 2.4). */
export async function resolveConsignments(
  sql: Sql,
  ids: readonly string[],
  keys: AccessKeys,
): Promise<Map<string, string>> {
  const rows = await sql<{ asked: string; id: string }[]>`
    with recursive chain as (
      select id as asked, id, merged_into from consignment where id = any(${[...ids]}::uuid[])
      union all
      select chain.asked, n.id, n.merged_into from chain join consignment n on n.id = chain.merged_into
    )
    select chain.asked, c.id from chain join consignment c on c.id = chain.id
    where chain.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id) ${seen(sql, keys)}`;
  return new Map(rows.map(row => [row.asked, row.id]));
}

/** Slice documents by (consignment, slice), in one statement; null where another version of the fold wrote it (present-graph.ts). */
export async function readSlices(
  sql: Sql | TransactionSql,
  wanted: readonly { readonly id: string; readonly slice: SliceName }[],
): Promise<Map<string, unknown>> {
  const rows = await sql<{ id: string; slice: SliceName; body: unknown }[]>`
    select s.consignment_id as id, s.slice, case when s.fold_version = ${FOLD_VERSION} then s.body end as body
    from unnest(${wanted.map(each => each.id)}::uuid[], ${wanted.map(each => each.slice)}::text[]) as w(id, slice)
    join consignment_slice s on s.consignment_id = w.id and s.slice = w.slice`;
  return new Map(rows.map(row => [`${row.id}/${row.slice}`, row.body]));
}

/** `ConsignmentFilter` of the contract, values normalised. Conditions are all to hold. */
export interface ConsignmentConditions {
  readonly statuses?: readonly string[] | undefined;
  readonly originCountry?: string | undefined;
  readonly destinationCountry?: string | undefined;
  readonly place?: string | undefined;
  readonly party?: string | undefined;
  readonly hsPrefix?: string | undefined;
  readonly voyage?: readonly string[] | undefined; // journey keys
  readonly updatedAfter?: Date | undefined;
  readonly search?: string | undefined; // exact identifier of any scheme
  readonly direction?: { readonly country: string; readonly way: 'IMPORT' | 'EXPORT' } | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** What the reader may filter by and search for (law 4.4). */
export interface ReaderReads {
  readonly columns: FilterReads;
  readonly identifiers: IdentifierReads;
}

export interface ConsignmentPage {
  readonly conditions: ConsignmentConditions;
  readonly keys: AccessKeys;
  readonly reads: ReaderReads;
  /** The position as of which the list is read; absent: now. */
  readonly at?: number | undefined;
  /** Whether the version of each is named: what it is made of now. */
  readonly isVersioned?: boolean | undefined;
  readonly descending: boolean;
  readonly after?: { readonly updatedAt: string; readonly id: string } | undefined;
  readonly before?: { readonly updatedAt: string; readonly id: string } | undefined;
  readonly limit: number;
  /** Reads the page from its end: Relay's `last`. */
  readonly fromEnd: boolean;
}

export interface ListedConsignment {
  readonly id: string;
  readonly updatedAt: string; // microseconds kept as text, for the keyset
  readonly version?: string | undefined; // consignment-version.ts
}

/** One page by keyset over (when it changed, id). */
export async function listConsignments(sql: Sql, page: ConsignmentPage): Promise<ListedConsignment[]> {
  const rows = await sql<ListedConsignment[]>`${listStatement(sql, page)}`;
  return page.fromEnd ? [...rows].reverse() : [...rows];
}

export function listStatement(sql: Sql, page: ConsignmentPage): Fragment {
  const ascending = page.descending === page.fromEnd;
  const updated = updatedOf(sql, page);
  const key = sql`(${updated}, c.id)`;
  const later = (cursor: { updatedAt: string; id: string }) =>
    sql`(${cursor.updatedAt}::timestamptz, ${cursor.id}::uuid)`;
  const version = page.isVersioned && page.at === undefined ? sql`, ${versionSql(sql)} as version` : sql``;
  return sql`
    select c.id${version}, to_char(${updated} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt" from consignment c
    where true ${stood(sql, page.at)} ${seen(sql, page.keys, page.at)} ${conditionsSql(sql, page)}
      ${page.after ? (page.descending ? sql`and ${key} < ${later(page.after)}` : sql`and ${key} > ${later(page.after)}`) : sql``}
      ${page.before ? (page.descending ? sql`and ${key} > ${later(page.before)}` : sql`and ${key} < ${later(page.before)}`) : sql``}
    order by ${updated} ${ascending ? sql`asc` : sql`desc`}, c.id ${ascending ? sql`asc` : sql`desc`} limit ${page.limit}`;
}

/**
 * When a consignment last changed, for a reader of parts of it: when somebody whom it may read last told something. As of a position, for
 * a reader of all, when what can be filtered of it was last known otherwise.
 */
function updatedOf(sql: Sql, { at, keys }: Pick<ConsignmentPage, 'at' | 'keys'>): Fragment {
  if (keys !== undefined)
    return at === undefined
      ? sql`(select max(u.told_at) from consignment_filter u where u.consignment_id = c.id and u.known_to is null
          and ${sighted(sql, keys, 'u')})`
      : sql`(select max(f.known_at) from consignment_link l join fact f on f.id = l.fact_id
          join consignment_filter u on u.consignment_id = c.id and u.origin = f.origin and u.known_from <= ${at} and coalesce(u.known_to > ${at}, true)
          where l.consignment_id = c.id and f.position <= ${at} and ${sighted(sql, keys, 'u')})`;
  return at === undefined
    ? sql`c.updated_at`
    : sql`(select f.known_at from fact f where f.position <= (
        select max(h.known_from) from consignment_filter h where h.consignment_id = c.id and ${held(sql, at)}
      ) order by f.position desc limit 1)`;
}

export async function countConsignments(
  sql: Sql,
  counted: Pick<ConsignmentPage, 'conditions' | 'keys' | 'reads' | 'at'>,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from consignment c
    where true ${stood(sql, counted.at)} ${seen(sql, counted.keys, counted.at)} ${conditionsSql(sql, counted)}`;
  return row?.count ?? 0;
}

function conditionsSql(
  sql: Sql,
  { conditions, reads, at, keys }: Pick<ConsignmentPage, 'conditions' | 'reads' | 'at' | 'keys'>,
) {
  const said = (column: FilterColumn, condition: Fragment) =>
    sql`and exists (select 1 from consignment_filter f where f.consignment_id = c.id and ${held(sql, at)} and ${condition}
      and ${sighted(sql, reads.columns[column], 'f')})`;
  const {
    statuses,
    originCountry,
    destinationCountry,
    place,
    party,
    hsPrefix,
    voyage,
    updatedAfter,
    search,
    direction,
    ids,
  } = conditions;
  const parts = [
    statuses && statusSql(sql, statuses, reads.columns.status, at),
    originCountry && said('originCountry', sql`f.origin_country = ${originCountry}`),
    destinationCountry && said('destinationCountry', sql`f.destination_country = ${destinationCountry}`),
    place && said('place', sql`f.places @> ${[place]}::text[]`),
    party && said('party', sql`f.parties @> ${[party]}::text[]`),
    hsPrefix &&
      said(
        'hsPrefix',
        sql`${hsPrefix.length < 2 ? sql`true` : sql`hs_chapters(f.hs_codes) @> array[left(${hsPrefix}, 2)]`}
          and exists (select 1 from unnest(f.hs_codes) as h(code) where starts_with(h.code, ${hsPrefix}))`,
      ),
    voyage && said('voyage', sql`f.voyages && ${[...voyage]}::text[]`),
    direction?.way === 'IMPORT' && said('destinationCountry', sql`f.destination_country = ${direction.country}`),
    direction?.way === 'EXPORT' && said('originCountry', sql`f.origin_country = ${direction.country}`),
    updatedAfter && sql`and ${updatedOf(sql, { at, keys })} > ${updatedAfter}`,
    search &&
      sql`and exists (select 1 from consignment_identifier i where i.consignment_id = c.id and i.value = ${search}
        ${readable(sql, reads.identifiers)})`,
    ids && sql`and c.id = any(${[...ids]}::uuid[])`,
  ];
  return joinFragments(sql, parts);
}

/** Boxes by number, with the visible consignments that use them: one statement for many. */
export async function consignmentsUsing(
  sql: Sql,
  numbers: readonly string[],
  reads: IdentifierReads,
): Promise<Map<string, string[]>> {
  const rows = await sql<{ number: string; id: string }[]>`
    select i.value as number, c.id from consignment_identifier i join consignment c on c.id = i.consignment_id
    where i.scheme = 'CONTAINER' and i.value = any(${[...numbers]}) ${readable(sql, reads)} order by i.value, c.id`;
  const found = new Map<string, string[]>();
  for (const { number, id } of rows) found.set(number, [...(found.get(number) ?? []), id]);
  return found;
}
