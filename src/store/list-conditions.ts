import type { FilterColumn } from '../policy/reads.ts';
import type { Sql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';
import type { ChannelCondition, ConsignmentPage } from './list-page.ts';
import { held, readable, sighted, statusSql } from './row-visibility.ts';

/**
 * When a consignment last changed, for a reader of parts of it: when somebody whom it may read last told something. As of a position, for
 * a reader of all, when what can be filtered of it was last known otherwise.
 */
export function updatedOf(sql: Sql, { at, keys }: Pick<ConsignmentPage, 'at' | 'keys'>): Fragment {
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

/** The conditions of a page, each of a consignment `c`. */
export function conditionsSql(
  sql: Sql,
  { conditions, reads, at, keys }: Pick<ConsignmentPage, 'conditions' | 'reads' | 'at' | 'keys'>,
): Fragment {
  const said = (column: FilterColumn, condition: Fragment) =>
    sql`and exists (select 1 from consignment_filter f where f.consignment_id = c.id and ${held(sql, at)} and ${condition}
      and ${sighted(sql, reads.columns[column], 'f')})`;
  const { statuses, originCountry, destinationCountry, place, party, hsPrefix, voyage } = conditions;
  const { channel, updatedAfter, search, direction, ids } = conditions;
  const parts = [
    statuses && statusSql(sql, statuses, reads.columns.status, at),
    originCountry && said('originCountry', sql`f.origin_country = ${originCountry}`),
    destinationCountry && said('destinationCountry', sql`f.destination_country = ${destinationCountry}`),
    place && said('place', sql`f.places @> ${[place]}::text[]`),
    party && said('party', sql`f.parties @> ${[party]}::text[]`),
    hsPrefix && said('hsPrefix', hsSql(sql, hsPrefix)),
    voyage && said('voyage', sql`f.voyages && ${[...voyage]}::text[]`),
    channel && sql`and ${channelSql(sql, channel, sql`c.id`)}`,
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

/** Codes of the row `f` that begin so: by the index of chapters, then code by code. */
export function hsSql(sql: Sql, prefix: string): Fragment {
  return sql`${prefix.length < 2 ? sql`true` : sql`hs_chapters(f.hs_codes) @> array[left(${prefix}, 2)]`}
    and exists (select 1 from unnest(f.hs_codes) as h(code) where starts_with(h.code, ${prefix}))`;
}

/** That customs stand so to the consignment, or stood so at a moment by what was kept of every assessment. */
export function channelSql(sql: Sql, { channels, country, asOf }: ChannelCondition, id: Fragment): Fragment {
  const wanted = sql`${[...channels]}::text[]`;
  if (asOf === undefined)
    return sql`exists (select 1 from risk_standing r where r.consignment_id = ${id} and r.channel = any(${wanted})
      ${country === undefined ? sql`` : sql`and r.country = ${country}`})`;
  return sql`exists (select 1 from (
      select distinct on (a.country) a.channel from risk_assessment a where a.consignment_id = ${id} and a.assessed_at <= ${asOf}
        ${country === undefined ? sql`` : sql`and a.country = ${country}`} order by a.country, a.serial desc
    ) then_ where then_.channel = any(${wanted}))`;
}

/** The consignments to which customs stand so now. */
export function channelledSql(sql: Sql, { channels, country }: ChannelCondition): Fragment {
  return sql`select distinct r.consignment_id as id from risk_standing r where r.channel = any(${[...channels]}::text[])
    ${country === undefined ? sql`` : sql`and r.country = ${country}`}`;
}

/** Whether it asks for what few consignments may have in common: a plan that is made before the value is known reads far too much. */
export function asksForRareValues({ conditions }: Pick<ConsignmentPage, 'conditions'>): boolean {
  const { place, party, hsPrefix, voyage, channel } = conditions;
  return [place, party, hsPrefix, voyage, channel].some(each => each !== undefined);
}
