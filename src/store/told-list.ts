import type { FilterColumn } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';
import { channelSql, hsSql } from './list-conditions.ts';
import type { ConsignmentPage, ListPlace } from './list-page.ts';
import { readable, sighted } from './row-visibility.ts';

interface ToldPage extends ConsignmentPage {
  readonly keys: NonNullable<Visibility>;
}

/**
 * A page for a reader of parts, now: consignments stand where somebody whom the reader may read last told something of them. Rows of
 * `consignment_told` are met in that order, under an index that carries status and ends; of each it is then asked on `consignment_filter`
 * whether the reader sees it, there, and whether what may be read of it meets the conditions.
 */
export function toldStatement(sql: Sql, page: ToldPage): Fragment {
  const order = orderSql(sql, page);
  const version = page.isVersioned ? sql`, ${versionSql(sql)} as version` : sql``;
  const found = isWalked(page) ? walk(sql, page) : few(sql, page);
  return sql`
    select c.id${version}, to_char(p.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt"
    from (${found} limit ${page.limit}) p cross join lateral (select p.id) c order by p.told_at ${order}, p.id ${order}`;
}

/** Conditions that an index carries in the order of the list: whoever asks for nothing else is walked to, one after the other. */
export function isWalked({ conditions }: Pick<ConsignmentPage, 'conditions'>): boolean {
  const { place, party, voyage, channel, search, ids, hsPrefix } = conditions;
  const others = [place, party, voyage, channel, search, ids, isRareCode(hsPrefix, conditions) ? hsPrefix : undefined];
  return others.every(each => each === undefined);
}

/** A chapter is not rare among those of one status, origin or destination. */
function isRareCode(prefix: string | undefined, conditions: ConsignmentPage['conditions']): boolean {
  const { statuses, originCountry, destinationCountry, direction } = conditions;
  const isNarrowed = [statuses, originCountry, destinationCountry, direction].some(each => each !== undefined);
  return prefix !== undefined && !(prefix.length <= 2 && isNarrowed);
}

/** From one to the next, whatever the planner believes of how many there are: each step is one look into the index. */
function walk(sql: Sql, page: ToldPage): Fragment {
  const order = orderSql(sql, page);
  const step = (from: Fragment) => sql`
    select t.told_at, t.consignment_id as id from consignment_told t where ${toldSql(sql, page)} ${from}
    order by t.told_at ${order}, t.consignment_id ${order} limit 1`;
  const beyond = isAscending(page) ? sql`>` : sql`<`;
  return sql`
    with recursive walk as (
      (${step(sql``)})
      union all
      select next.* from walk w cross join lateral (${step(sql`and (t.told_at, t.consignment_id) ${beyond} (w.told_at, w.id)`)}) next
    )
    select w.told_at, w.id from walk w cross join lateral (${seenSql(sql, page, { id: sql`w.id`, toldAt: sql`w.told_at` })}) s`;
}

/** By what few have, or as the walk goes: as the planner thinks best of these values (planned-anew.ts). */
function few(sql: Sql, page: ToldPage): Fragment {
  const order = orderSql(sql, page);
  return sql`
    select distinct t.told_at, t.consignment_id as id from consignment_told t
    cross join lateral (${seenSql(sql, page, { id: sql`t.consignment_id`, toldAt: sql`t.told_at` })}) s
    where ${toldSql(sql, page)} ${rareSql(sql, page)} order by t.told_at ${order}, t.consignment_id ${order}`;
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
  const { statuses, originCountry, destinationCountry, direction, hsPrefix } = conditions;
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
      hsPrefix && said('hsPrefix', hsSql(sql, hsPrefix)),
    ])}`;
}

/** What an index of its own finds, where few have it. */
function rareSql(sql: Sql, { conditions, reads }: ToldPage): Fragment {
  const { place, party, voyage, channel, search, ids, hsPrefix } = conditions;
  const said = (column: FilterColumn, condition: Fragment) =>
    sql`and t.consignment_id in (select f.consignment_id from consignment_filter f where f.known_to is null and ${condition}
      and ${sighted(sql, reads.columns[column], 'f')})`;
  return joinFragments(sql, [
    place && said('place', sql`f.places @> ${[place]}::text[]`),
    party && said('party', sql`f.parties @> ${[party]}::text[]`),
    voyage && said('voyage', sql`f.voyages && ${[...voyage]}::text[]`),
    hsPrefix && said('hsPrefix', hsSql(sql, hsPrefix)),
    channel && sql`and ${channelSql(sql, channel, sql`t.consignment_id`)}`,
    search &&
      sql`and t.consignment_id in (select c.id from consignment_identifier i join consignment c on c.id = i.consignment_id
        where i.value = ${search} ${readable(sql, reads.identifiers)})`,
    ids && sql`and t.consignment_id = any(${[...ids]}::uuid[])`,
  ]);
}

function isAscending({ descending, fromEnd }: ConsignmentPage): boolean {
  return descending === fromEnd;
}

function orderSql(sql: Sql, page: ConsignmentPage): Fragment {
  return isAscending(page) ? sql`asc` : sql`desc`;
}
