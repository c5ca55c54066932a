import type { FilterColumn } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';
import { channelledSql, channelSql, hsSql } from './list-conditions.ts';
import type { ConsignmentPage, ListedConsignment, ListPlace } from './list-page.ts';
import { readable, sighted } from './row-visibility.ts';

interface ToldPage extends ConsignmentPage {
  readonly keys: NonNullable<Visibility>;
}

/** How far a list is walked for what may be rare; beyond that its index is asked. A look takes some hundredth of a millisecond. */
const LONGEST_WALK = 2_000;

/**
 * A page for a reader of parts, now: consignments stand where somebody whom the reader may read last told something of them. Rows of
 * `consignment_told` are met in that order, under an index that carries status and ends; of each it is then asked on `consignment_filter`
 * whether the reader sees it, there, and whether what may be read of it meets the conditions. What many have fills its page soon; where it
 * does not, and there is more than was walked, what few have is found by an index of its own, and put in order. Neither hangs on what the planner believes of the values.
 */
export async function toldPage(sql: Sql, page: ToldPage): Promise<ListedConsignment[]> {
  const [first, second] = toldStatements(sql, page);
  const rows = first ? await sql<ListedConsignment[]>`${first}` : [];
  if (!second || rows.length === page.limit || (await isWalkedWhole(sql, page))) return [...rows];
  return [...(await sql<ListedConsignment[]>`${second}`)];
}

/** Whether the walk met all that there is: what it did not find then is not there. */
async function isWalkedWhole(sql: Sql, page: ToldPage): Promise<boolean> {
  const beyond = await sql`
    select 1 from consignment_told t where ${toldSql(sql, page)} offset ${LONGEST_WALK} limit 1`;
  return beyond.length === 0;
}

/** At most two, of which the last alone would do. */
export function toldStatements(sql: Sql, page: ToldPage): readonly Fragment[] {
  const { search, ids, voyage } = page.conditions;
  if ([search, ids, voyage].some(each => each !== undefined)) return [pageSql(sql, page, few(sql, page))];
  const walked = pageSql(sql, page, walk(sql, page));
  return isBounded(page) ? [walked, pageSql(sql, page, few(sql, page))] : [walked];
}

function pageSql(sql: Sql, page: ToldPage, found: Fragment): Fragment {
  const order = orderSql(sql, page);
  const version = page.isVersioned ? sql`, ${versionSql(sql)} as version` : sql``;
  return sql`
    select c.id${version}, to_char(p.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt"
    from (${found} limit ${page.limit}) p cross join lateral (select p.id) c order by p.told_at ${order}, p.id ${order}`;
}

/** Whether the walk may end before the page is full. */
function isBounded({ conditions: { place, party, hsPrefix, channel } }: ToldPage): boolean {
  return [place, party, hsPrefix, channel].some(each => each !== undefined);
}

/** From one to the next: each step is one look into the index. */
function walk(sql: Sql, page: ToldPage): Fragment {
  const order = orderSql(sql, page);
  const step = (steps: Fragment, from: Fragment) => sql`
    select t.told_at, t.consignment_id as id, ${steps} as steps from consignment_told t where ${toldSql(sql, page)} ${from}
    order by t.told_at ${order}, t.consignment_id ${order} limit 1`;
  const beyond = isAscending(page) ? sql`>` : sql`<`;
  const bound = isBounded(page) ? sql`and w.steps < ${LONGEST_WALK}` : sql``;
  return sql`
    with recursive walk as (
      (${step(sql`1`, sql``)})
      union all
      select next.* from walk w cross join lateral (
        ${step(sql`w.steps + 1`, sql`and (t.told_at, t.consignment_id) ${beyond} (w.told_at, w.id) ${bound}`)}
      ) next
    )
    select w.told_at, w.id from walk w cross join lateral (${seenSql(sql, page, { id: sql`w.id`, toldAt: sql`w.told_at` })}) s`;
}

/** All that have what few have, put in order. Each is looked up: with `offset 0` no plan reads the whole table for them. */
function few(sql: Sql, page: ToldPage): Fragment {
  const order = orderSql(sql, page);
  return sql`
    with found as materialized (${rareSql(sql, page)})
    select distinct c.told_at, c.id from found cross join lateral (
      select t.told_at, t.consignment_id as id from consignment_told t where t.consignment_id = found.id and ${toldSql(sql, page)} offset 0
    ) c cross join lateral (${seenSql(sql, page, { id: sql`c.id`, toldAt: sql`c.told_at` })}) s
    order by c.told_at ${order}, c.id ${order}`;
}

/** Candidates: what anybody states, and where the page begins and ends. */
function toldSql(sql: Sql, { conditions, keys, descending, after, before }: ToldPage): Fragment {
  const { statuses, originCountry, destinationCountry, direction, updatedAfter } = conditions;
  const from = originCountry ?? (direction?.way === 'EXPORT' ? direction.country : undefined);
  const to = destinationCountry ?? (direction?.way === 'IMPORT' ? direction.country : undefined);
  const beyond = (place: ListPlace, isAfter: boolean) =>
    sql`and (t.told_at, t.consignment_id) ${isAfter === descending ? sql`<` : sql`>`} (${place.updatedAt}::timestamptz, ${place.id}::uuid)`;
  return joinFragments(sql, [
    sql`t.origin = any(${[...new Set(keys.sights.map(each => each.origin))]}::text[])`,
    statuses &&
      (statuses.length === 1
        ? sql`and t.status = ${statuses[0] ?? ''}`
        : sql`and t.status = any(${[...statuses]}::text[])`),
    from !== undefined && sql`and t.origin_country = ${from}`,
    to !== undefined && sql`and t.destination_country = ${to}`,
    updatedAfter && sql`and t.told_at > ${updatedAfter}`,
    after && beyond(after, true),
    before && beyond(before, false),
  ]);
}

/** One row where the consignment stands there for the reader, and what it may read of it meets the conditions. */
function seenSql(sql: Sql, page: ToldPage, { id, toldAt }: { id: Fragment; toldAt: Fragment }): Fragment {
  const { conditions, keys, reads } = page;
  const { statuses, originCountry, destinationCountry, direction, place, party, hsPrefix, voyage } = conditions;
  const { channel, search, ids } = conditions;
  const said = (column: FilterColumn, condition: Fragment) =>
    sql`and bool_or(${condition} and ${sighted(sql, reads.columns[column], 'f')})`;
  return sql`
    select 1 from consignment_filter f where f.consignment_id = ${id} and f.known_to is null
    having max(f.told_at) filter (where ${sighted(sql, keys, 'f')}) = ${toldAt} ${joinFragments(sql, [
      statuses &&
        sql`and bool_or(f.origin = 'hub' and f.status = any(${[...statuses]}::text[]))
          and bool_and(f.origin = 'hub' or ${sighted(sql, reads.columns.status, 'f')})`,
      originCountry && said('originCountry', sql`f.origin_country = ${originCountry}`),
      destinationCountry && said('destinationCountry', sql`f.destination_country = ${destinationCountry}`),
      direction?.way === 'IMPORT' && said('destinationCountry', sql`f.destination_country = ${direction.country}`),
      direction?.way === 'EXPORT' && said('originCountry', sql`f.origin_country = ${direction.country}`),
      place && said('place', sql`f.places @> ${[place]}::text[]`),
      party && said('party', sql`f.parties @> ${[party]}::text[]`),
      hsPrefix && said('hsPrefix', hsSql(sql, hsPrefix)),
      voyage && said('voyage', sql`f.voyages && ${[...voyage]}::text[]`),
      channel && sql`and ${channelSql(sql, channel, id)}`,
      ids && sql`and ${id} = any(${[...ids]}::uuid[])`,
      search &&
        sql`and exists (select 1 from consignment_identifier i cross join lateral (select ${id} as id) c
          where i.consignment_id = c.id and i.value = ${search} ${readable(sql, reads.identifiers)})`,
    ])}`;
}

/** The consignments that an index finds by what the fewest are likely to have; the other conditions are asked of each. */
function rareSql(sql: Sql, { conditions, reads }: ToldPage): Fragment {
  const { place, party, voyage, channel, search, ids, hsPrefix } = conditions;
  const said = (column: FilterColumn, condition: Fragment) => sql`
    select distinct f.consignment_id as id from consignment_filter f where f.known_to is null and ${condition}
      and ${sighted(sql, reads.columns[column], 'f')}`;
  if (ids) return sql`select distinct asked.id from unnest(${[...ids]}::uuid[]) as asked(id)`;
  if (search)
    return sql`select distinct i.consignment_id as id from consignment_identifier i where i.value = ${search}`;
  if (voyage) return said('voyage', sql`f.voyages && ${[...voyage]}::text[]`);
  if (party) return said('party', sql`f.parties @> ${[party]}::text[]`);
  if (hsPrefix) return said('hsPrefix', hsSql(sql, hsPrefix));
  if (channel) return channelledSql(sql, channel);
  return said('place', sql`f.places @> ${[place ?? '']}::text[]`);
}

function isAscending({ descending, fromEnd }: ConsignmentPage): boolean {
  return descending === fromEnd;
}

function orderSql(sql: Sql, page: ConsignmentPage): Fragment {
  return isAscending(page) ? sql`asc` : sql`desc`;
}
