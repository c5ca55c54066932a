import type { Sql } from './database.ts';
import { listStatement } from './list-consignments.ts';
import type { ConsignmentPage } from './list-page.ts';

export interface ListPlan {
  /** As Postgres explains it. */
  readonly lines: readonly string[];
  /** Tables that are read from end to end. */
  readonly scanned: readonly string[];
}

/** How Postgres reads one page of a list: as it would, or with `analyze` as it did. */
export async function explainList(sql: Sql, page: ConsignmentPage, analyze = false): Promise<ListPlan> {
  const how = analyze ? sql`(analyze, buffers)` : sql``;
  const rows = await sql<{ 'QUERY PLAN': string }[]>`explain ${how} ${listStatement(sql, page)}`;
  const lines = rows.map(row => row['QUERY PLAN']);
  return { lines, scanned: lines.flatMap(line => /Seq Scan on (\w+)/.exec(line)?.[1] ?? []) };
}
