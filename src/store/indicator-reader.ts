import type { IndicatorKind } from '../consignment/measures.ts';
import type { Sql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';
import { measuresAt } from './measures-at.ts';

export type IndicatorGroup = 'PORT' | 'DIRECTION' | 'MONTH' | 'PARTNER_COUNTRY' | 'TIER';

export interface Period {
  readonly from: string; // YYYY-MM-DD, both days included
  readonly to: string;
}

export interface IndicatorQuestion {
  readonly kind: IndicatorKind;
  readonly groupBy: readonly IndicatorGroup[];
  readonly period: Period;
  readonly compareTo?: Period | undefined;
  /** In whose words: an origin's own, or the hub's, which are everybody's. */
  readonly origin: string;
  /** As of a position; absent: now. */
  readonly at?: number | undefined;
}

export interface IndicatorAnswer {
  readonly groups: readonly string[]; // in the order of groupBy
  readonly unit: string;
  readonly label: string;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly sum: string;
  readonly mean: number;
  readonly share: number;
  readonly change: number | null; // of the headline, in per cent
  readonly rank: number;
  readonly formerRank: number | null;
}

/** What a kind is judged by: what ranks are given by, and whose change is told. */
const HEADLINES: Readonly<Record<IndicatorKind, 'p50' | 'sum' | 'mean' | 'share'>> = {
  CLEARANCE_TIME: 'p50',
  BOOKING_TO_RELEASE: 'p50',
  THROUGHPUT_TEU: 'sum',
  TRADE_VALUE: 'sum',
  INSPECTION_RATE: 'mean',
  CHANNEL_MIX: 'share',
};

/** Counted in the database from the rows that the fold keeps; a thing that several consignments share counts once. */
export function indicatorRows(sql: Sql, question: IndicatorQuestion): Promise<IndicatorAnswer[]> {
  const headline = sql(HEADLINES[question.kind]);
  const former = question.compareTo ?? { from: '0001-01-01', to: '0001-01-01' };
  return sql<IndicatorAnswer[]>`
    with now as (${periodSql(sql, question, question.period)}), former as (${periodSql(sql, question, former)}),
    placed as (select now.*, rank() over (partition by unit, label order by ${headline} desc)::int as rank from now),
    formerly as (select former.*, rank() over (partition by unit, label order by ${headline} desc)::int as rank from former)
    select p.groups, p.unit, p.label, p.count, p.p50, p.p90, p.sum::text as sum, p.mean, p.share, p.rank, f.rank as "formerRank",
      ((p.${headline} - f.${headline}) * 100 / nullif(f.${headline}, 0))::float8 as change
    from placed p left join formerly f on f.groups = p.groups and f.unit = p.unit and f.label = p.label
    order by p.unit, p.label, p.rank, p.groups`;
}

function periodSql(sql: Sql, { kind, groupBy, origin, at }: IndicatorQuestion, { from, to }: Period): Fragment {
  return sql`
    select groups, unit, label, count(*)::int as count,
      percentile_cont(0.5) within group (order by value)::float8 as p50,
      percentile_cont(0.9) within group (order by value)::float8 as p90,
      sum(value) as sum, avg(value)::float8 as mean,
      (count(*)::float8 / sum(count(*)) over (partition by groups, unit)) as share
    from (
      select distinct on (m.key) m.value, m.unit, m.label, ${groupsSql(sql, groupBy)} as groups
      from ${measuresAt(sql, at)} m
      where m.kind = ${kind} and m.origin = ${origin} and m.day between ${from}::date and ${to}::date
      order by m.key, m.consignment_id
    ) as counted group by groups, unit, label`;
}

function groupsSql(sql: Sql, groupBy: readonly IndicatorGroup[]): Fragment {
  const columns: Readonly<Record<IndicatorGroup, Fragment>> = {
    PORT: sql`m.port`,
    DIRECTION: sql`m.direction`,
    MONTH: sql`to_char(m.day, 'YYYY-MM')`,
    PARTNER_COUNTRY: sql`m.partner_country`,
    TIER: sql`m.tier`,
  };
  const listed = groupBy.map((each, i) => (i === 0 ? columns[each] : sql`, ${columns[each]}`));
  return sql`array[${joinFragments(sql, listed)}]::text[]`;
}

export type DeclarationGroup = 'STATUS' | 'DIRECTION' | 'PORT' | 'PARTNER_COUNTRY' | 'MONTH' | 'TIER';

export interface DeclarationCountQuestion {
  readonly by: readonly DeclarationGroup[];
  readonly status?: readonly string[] | undefined;
  readonly direction?: string | undefined;
  readonly port?: string | undefined;
  readonly partnerCountry?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly origin: string;
  /** As of a position; absent: now. */
  readonly at?: number | undefined;
}

/** Declarations by what they have in common, each once, most first. */
export function declarationCountRows(
  sql: Sql,
  question: DeclarationCountQuestion,
): Promise<{ readonly groups: readonly string[]; readonly count: number }[]> {
  const { by, status, direction, port, partnerCountry, from, to, origin, at } = question;
  const groups = by.map((each, i) => {
    const column = each === 'STATUS' ? sql`m.label` : groupsSql(sql, [each]);
    return sql`${i === 0 ? sql`` : sql`, `}${each === 'STATUS' ? column : sql`(${column})[1]`}`;
  });
  const conditions = [
    status && sql`and m.label = any(${[...status]})`,
    direction && sql`and m.direction = ${direction}`,
    port && sql`and m.port = ${port}`,
    partnerCountry && sql`and m.partner_country = ${partnerCountry}`,
    from && sql`and m.day >= ${from}::date`,
    to && sql`and m.day <= ${to}::date`,
  ];
  return sql<{ groups: string[]; count: number }[]>`
    select groups, count(*)::int as count from (
      select distinct on (m.key) array[${joinFragments(sql, groups)}]::text[] as groups from ${measuresAt(sql, at)} m
      where m.kind = 'DECLARATION' and m.origin = ${origin} ${joinFragments(sql, conditions)} order by m.key, m.consignment_id
    ) as counted group by groups order by count desc, groups`;
}
