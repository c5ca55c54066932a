import type { Sql } from './database.ts';

/** Connections to the database, by the name that each gives itself; this question's own is one of them. */
export async function connectionCounts(
  sql: Sql,
): Promise<{ readonly application: string; readonly connections: number }[]> {
  return sql<{ application: string; connections: number }[]>`
    select application_name as application, count(*)::int as connections from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' group by 1`;
}
