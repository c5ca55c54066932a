import { visible } from './consignment-reader.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';
import { asksForRareValues, conditionsSql, updatedOf } from './list-conditions.ts';
import type { ConsignmentPage, ListedConsignment, ListPlace } from './list-page.ts';
import { plannedAnew } from './planned-anew.ts';
import { toldPage, toldStatements } from './told-list.ts';

/** One page by keyset over (when it changed, id). `steady`: a pool that plans once. */
export async function listConsignments(sql: Sql, page: ConsignmentPage, steady = sql): Promise<ListedConsignment[]> {
  const rows = await (isTold(page) ? toldPage(steady, page) : wholePage(sql, page));
  return page.fromEnd ? rows.reverse() : rows;
}

async function wholePage(sql: Sql, page: ConsignmentPage): Promise<ListedConsignment[]> {
  const statement = sql<ListedConsignment[]>`${wholeStatement(sql, page)}`;
  return [...(await (asksForRareValues(page) ? plannedAnew(statement) : statement))];
}

function isTold(page: ConsignmentPage): page is ConsignmentPage & { keys: NonNullable<ConsignmentPage['keys']> } {
  return page.keys !== undefined && page.at === undefined;
}

/** By what a page is read: a second statement is sent only where the first does not fill it. */
export function listStatements(sql: Sql, page: ConsignmentPage): readonly Fragment[] {
  return isTold(page) ? toldStatements(sql, page) : [wholeStatement(sql, page)];
}

/** For readers of all, and as of a moment; for any reader it says what a list is. */
export function wholeStatement(sql: Sql, page: ConsignmentPage): Fragment {
  const ascending = page.descending === page.fromEnd;
  const updated = updatedOf(sql, page);
  const key = sql`(${updated}, c.id)`;
  const later = (place: ListPlace) => sql`(${place.updatedAt}::timestamptz, ${place.id}::uuid)`;
  const version = page.isVersioned && page.at === undefined ? sql`, ${versionSql(sql)} as version` : sql``;
  return sql`
    select c.id${version}, to_char(${updated} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt" from consignment c
    where true ${visible(sql, page.keys, page.at)} ${conditionsSql(sql, page)}
      ${page.after ? (page.descending ? sql`and ${key} < ${later(page.after)}` : sql`and ${key} > ${later(page.after)}`) : sql``}
      ${page.before ? (page.descending ? sql`and ${key} > ${later(page.before)}` : sql`and ${key} < ${later(page.before)}`) : sql``}
    order by ${updated} ${ascending ? sql`asc` : sql`desc`}, c.id ${ascending ? sql`asc` : sql`desc`} limit ${page.limit}`;
}

export async function countConsignments(
  sql: Sql,
  counted: Pick<ConsignmentPage, 'conditions' | 'keys' | 'reads' | 'at'>,
): Promise<number> {
  const statement = sql<{ count: number }[]>`
    select count(*)::int as count from consignment c
    where true ${visible(sql, counted.keys, counted.at)} ${conditionsSql(sql, counted)}`;
  const [row] = await (asksForRareValues(counted) ? plannedAnew(statement) : statement);
  return row?.count ?? 0;
}
