import type { Sql } from './database.ts';

/** Runs readings on one connection and of one moment: whatever is committed meanwhile, they do not see. */
export function inSnapshot<T>(sql: Sql, work: (snapshot: Sql) => Promise<T>): Promise<T> {
  return sql.begin('isolation level repeatable read read only', transaction =>
    work(transaction as unknown as Sql),
  ) as Promise<T>;
}
