import type { Sql } from './database.ts';
import { type EventPage, recentStatement } from './event-list.ts';
import type { Fragment } from './fragment.ts';
import { listStatements } from './list-consignments.ts';
import type { ConsignmentPage } from './list-page.ts';

export interface ListPlan {
  /** As Postgres explains it. */
  readonly lines: readonly string[];
  /** Tables that are read from end to end and have any rows. */
  readonly scanned: readonly string[];
}

/** What reading a partition costs that has no page yet. */
const EMPTY = '(cost=0.00..0.00 ';

/** How Postgres reads one page of a list: as it would, or with `analyze` as it did. */
export async function explainList(sql: Sql, page: ConsignmentPage, analyze = false): Promise<ListPlan> {
  const plans: ListPlan[] = [];
  for (const statement of listStatements(sql, page)) plans.push(await explain(sql, statement, analyze));
  return { lines: plans.flatMap(each => each.lines), scanned: plans.flatMap(each => each.scanned) };
}

export function explainEvents(sql: Sql, page: EventPage, analyze = false): Promise<ListPlan> {
  return explain(sql, recentStatement(sql, page), analyze);
}

async function explain(sql: Sql, statement: Fragment, analyze: boolean): Promise<ListPlan> {
  const how = analyze ? sql`(analyze, buffers)` : sql``;
  const rows = await sql<{ 'QUERY PLAN': string }[]>`explain ${how} ${statement}`;
  const lines = rows.map(row => row['QUERY PLAN']);
  return {
    lines,
    scanned: lines.filter(line => !line.includes(EMPTY)).flatMap(line => /Seq Scan on (\w+)/.exec(line)?.[1] ?? []),
  };
}
