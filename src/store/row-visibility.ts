import type { IdentifierReads } from '../policy/reads.ts';
import type { RowCondition } from '../policy/row-condition.ts';
import type { Sight, Visibility } from '../policy/viewer-policy.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { Fragment } from './fragment.ts';

type Row = (column: string) => Fragment;

/** Filter rows that hold now, or that held at a position (law 1.4). */
export function held(sql: Sql, at: number | undefined): Fragment {
  return at === undefined ? sql`known_to is null` : sql`known_from <= ${at} and coalesce(known_to > ${at}, true)`;
}

/** That a consignment has a row, now or at a position, that the reader may see. What may not be seen does not exist (law 4.4). */
export function seenAt(sql: Sql, visibility: Visibility, consignmentId: Fragment, at: number | undefined): Fragment {
  if (visibility === undefined) return sql``;
  return sql`and exists (select 1 from consignment_filter v where v.consignment_id = ${consignmentId} and ${held(sql, at)}
    and ${sighted(sql, visibility, 'v')})`;
}

/** That the identifier `i` of consignment `c` may be read: some origin of it lets the reader read it. */
export function readable(sql: Sql, reads: IdentifierReads): Fragment {
  if (reads === undefined) return sql``;
  const row = (visibility: Visibility) => sql`exists (select 1 from consignment_filter v where v.consignment_id = c.id
    and v.known_to is null and v.origin = any(i.origins) and ${sighted(sql, visibility, 'v')})`;
  const groups = new Map<string, { visibility: Visibility; schemes: string[] }>();
  for (const [scheme, visibility] of Object.entries(reads.byScheme)) {
    const name = JSON.stringify(visibility);
    groups.set(name, { visibility, schemes: [...(groups.get(name)?.schemes ?? []), scheme] });
  }
  const others = sql`(i.scheme <> all(${Object.keys(reads.byScheme)}) and ${row(reads.others)})`;
  const any = [...groups.values()].reduce<Fragment>(
    (all, { visibility, schemes }) => sql`${all} or (i.scheme = any(${schemes}) and ${row(visibility)})`,
    others,
  );
  return sql`and (${any})`;
}

/** The status is made of what everybody reports: only where all of them let it be read is the hub's the reader's (law 4.2). */
export function statusSql(sql: Sql, statuses: readonly string[], reads: Visibility, at: number | undefined): Fragment {
  const all =
    reads === undefined
      ? sql``
      : sql`and not exists (select 1 from consignment_filter o where o.consignment_id = c.id and ${held(sql, at)}
          and o.origin <> 'hub' and not ${sighted(sql, reads, 'o')})`;
  return sql`and exists (select 1 from consignment_filter f where f.consignment_id = c.id and ${held(sql, at)}
    and f.origin = 'hub' and f.status = any(${[...statuses]})) ${all}`;
}

/** That one row of `consignment_filter`, under its alias, is one that the reader may see. */
export function sighted(sql: Sql | TransactionSql, visibility: Visibility, alias: string): Fragment {
  if (visibility === undefined) return sql`true`;
  const written = writtenFor(sql, visibility);
  const found = written.get(alias) ?? sightedAnew(sql, visibility, alias);
  written.set(alias, found);
  return found;
}

/** A policy's conditions are long, and stand in a statement many times: they are put together once. */
const fragments = new WeakMap<Sql | TransactionSql, WeakMap<object, Map<string, Fragment>>>();

function writtenFor(sql: Sql | TransactionSql, visibility: object): Map<string, Fragment> {
  const ofSql = fragments.get(sql) ?? new WeakMap<object, Map<string, Fragment>>();
  fragments.set(sql, ofSql);
  const written = ofSql.get(visibility) ?? new Map<string, Fragment>();
  ofSql.set(visibility, written);
  return written;
}

function sightedAnew(sql: Sql | TransactionSql, visibility: NonNullable<Visibility>, alias: string): Fragment {
  const row: Row = column => sql`${sql(`${alias}.${column}`)}`;
  const { sights, reader } = visibility;
  const always = sights.filter(each => each.conditions.length === 0).map(each => each.origin);
  const limited = sights.filter(each => each.conditions.length > 0 && !always.includes(each.origin));
  const parts = [
    sql`${row('origin')} = any(${always}::text[])`,
    ...limited.map(each => sightSql(sql, each, row, reader)),
  ];
  return anyOf(sql, parts);
}

function sightSql(
  sql: Sql | TransactionSql,
  { origin, conditions }: Sight,
  row: Row,
  reader: readonly string[],
): Fragment {
  const held = conditions.map(each => conditionSql(sql, each, row, reader));
  return allOf(sql, [sql`${row('origin')} = ${origin}`, ...held]);
}

/** A row condition as SQL: the same as `rowMatches` says in memory. */
export function conditionSql(
  sql: Sql | TransactionSql,
  condition: RowCondition,
  row: Row,
  reader: readonly string[],
): Fragment {
  const inner = (each: RowCondition) => conditionSql(sql, each, row, reader);
  const { anyOf: any, allOf: all, not, involves, toldAfter } = condition;
  const parts = [
    any && anyOf(sql, any.map(inner)),
    all && allOf(sql, all.map(inner)),
    not && sql`not ${inner(not)}`,
    ...geographySql(sql, condition, row),
    condition.hsChapter && beginsSql(sql, row, condition.hsChapter),
    condition.hsPrefix && beginsSql(sql, row, condition.hsPrefix),
    involves && sql`${row('access_keys')} && ${[...reader]}::text[]`,
    toldAfter === undefined ? undefined : sql`coalesce(${firstToldSql(sql, row)} > ${toldAfter}::timestamptz, false)`,
  ];
  return allOf(
    sql,
    parts.flatMap(each => each ?? []),
  );
}

/** When the consignment was first told of by the origin of the row: to this hub, or to the one that passed it on. */
export function firstToldSql(sql: Sql | TransactionSql, row: Row): Fragment {
  return sql`(select min(coalesce((told.body->'passedOn'->>'toldAt')::timestamptz, told.known_at))
    from consignment_link l join fact told on told.id = l.fact_id
    where l.consignment_id = ${row('consignment_id')} and told.origin = ${row('origin')})`;
}

function geographySql(sql: Sql | TransactionSql, condition: RowCondition, row: Row): (Fragment | undefined)[] {
  const { originCountry, destinationCountry, transitCountry, country, place } = condition;
  const isEnd = (code: string) =>
    sql`(coalesce(${row('origin_country')} = ${code}, false) or coalesce(${row('destination_country')} = ${code}, false))`;
  return [
    originCountry && sql`coalesce(${row('origin_country')} = any(${[...originCountry]}::text[]), false)`,
    destinationCountry && sql`coalesce(${row('destination_country')} = any(${[...destinationCountry]}::text[]), false)`,
    transitCountry &&
      anyOf(
        sql,
        transitCountry.map(each => sql`(${each}::text = any(${row('countries')}) and not ${isEnd(each)})`),
      ),
    country && sql`${row('countries')} && ${[...country]}::text[]`,
    place && sql`${row('places')} && ${[...place]}::text[]`,
  ];
}

function beginsSql(sql: Sql | TransactionSql, row: Row, prefixes: readonly string[]): Fragment {
  return sql`exists (select 1 from unnest(${row('hs_codes')}) as h(code), unnest(${[...prefixes]}::text[]) as p(prefix)
    where starts_with(h.code, p.prefix))`;
}

function anyOf(sql: Sql | TransactionSql, parts: readonly Fragment[]): Fragment {
  const [first, ...others] = parts;
  if (!first) return sql`false`;
  return sql`(${others.reduce((all, each) => sql`${all} or ${each}`, first)})`;
}

function allOf(sql: Sql | TransactionSql, parts: readonly Fragment[]): Fragment {
  const [first, ...others] = parts;
  if (!first) return sql`true`;
  return sql`(${others.reduce((all, each) => sql`${all} and ${each}`, first)})`;
}
