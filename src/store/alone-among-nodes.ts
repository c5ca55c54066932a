import type { Sql } from './database.ts';

/** Does the work while no other node does work of this name; undefined where one does. The database lets go of it if this node dies. */
export async function aloneAmongNodes<T>(sql: Sql, name: string, work: () => Promise<T>): Promise<T | undefined> {
  return sql.begin(async transaction => {
    const [row] = await transaction<{ mine: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`;
    return row?.mine ? work() : undefined;
  }) as Promise<T | undefined>;
}
