import type { TransactionSql } from './database.ts';

/** Takes the locks of the keys, sorted, so that two messages never wait for each other in a circle; they fall with the transaction. */
export async function takeLocks(sql: TransactionSql, keys: readonly string[]): Promise<void> {
  const distinct = [...new Set(keys)].sort();
  await sql`
    select pg_advisory_xact_lock(k) from (
      select distinct hashtextextended(key, 0) as k from unnest(${distinct}::text[]) as given(key) order by 1
    ) as sorted`;
}
