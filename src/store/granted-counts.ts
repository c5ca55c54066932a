import type { CountGrant } from '../policy/aggregate-grants.ts';
import type { Sql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';
import type { DeclarationCountQuestion, DeclarationGroup } from './indicator-reader.ts';
import { measuresAt } from './measures-at.ts';
import { held, sighted } from './row-visibility.ts';

/** The groups of an agreement that are dimensions here; `country` is the other end of the trade. */
export const GRANTED_GROUPS = {
  direction: 'DIRECTION',
  status: 'STATUS',
  month: 'MONTH',
  country: 'PARTNER_COUNTRY',
} as const;
type GrantedGroup = keyof typeof GRANTED_GROUPS;

const COLUMNS: Readonly<Record<GrantedGroup, string>> = {
  direction: 'direction',
  status: 'label',
  month: 'month',
  country: 'partner_country',
};
const isGroup = (name: string): name is GrantedGroup => name in GRANTED_GROUPS;

/**
 * Declarations of another origin, counted under its grant. The smallest cells that the grant knows are counted first and those below
 * its least group dropped; every answer is a sum of cells that could be told by themselves, so that no two answers, however they are
 * filtered, differ by less than a group.
 */
export function grantedCounts(
  sql: Sql,
  grant: CountGrant,
  { by, status, direction, partnerCountry, from, to, at }: DeclarationCountQuestion,
  reader: readonly string[],
): Promise<{ readonly groups: readonly string[]; readonly count: number }[]> {
  const cells = grant.groups.filter(isGroup).map(name => COLUMNS[name]);
  const seen = { sights: [{ origin: grant.origin, conditions: grant.conditions }], reader };
  const conditions = [
    status && sql`and label = any(${[...status]})`,
    direction && sql`and direction = ${direction}`,
    partnerCountry && sql`and partner_country = ${partnerCountry}`,
    from && sql`and month >= ${from.slice(0, 7)}`,
    to && sql`and month <= ${to.slice(0, 7)}`,
  ];
  return sql<{ groups: string[]; count: number }[]>`
    select array[${listOf(sql, by.map(columnOf))}]::text[] as groups, sum(n)::int as count from (
      select ${listOf(sql, cells)}, count(*) as n from (
        select distinct on (m.key) m.direction, m.label, m.partner_country, to_char(m.day, 'YYYY-MM') as month from ${measuresAt(sql, at)} m
        where m.kind = 'DECLARATION' and m.origin = ${grant.origin} and exists (select 1 from consignment_filter v
          where v.consignment_id = m.consignment_id and ${held(sql, at)} and ${sighted(sql, seen, 'v')})
        order by m.key, m.consignment_id
      ) as counted group by ${listOf(sql, cells)} having count(*) >= ${grant.minGroup}
    ) as told where true ${joinFragments(sql, conditions)} group by 1`;
}

function columnOf(group: DeclarationGroup): string {
  const name = Object.keys(GRANTED_GROUPS).find(each => isGroup(each) && GRANTED_GROUPS[each] === group);
  return name && isGroup(name) ? COLUMNS[name] : '';
}

function listOf(sql: Sql, columns: readonly string[]): Fragment {
  return joinFragments(
    sql,
    columns.map((each, i) => (i === 0 ? sql`${sql(each)}` : sql`, ${sql(each)}`)),
  );
}
