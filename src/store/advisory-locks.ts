import type { Sql, TransactionSql } from './database.ts';
import type { Fragment } from './fragment.ts';

const HOUSE = 'corridor: every key';

/** So much of the server's lock table may one transaction fill: two hubs with four batches each, the largest that may be, do not exhaust it. */
const SHARE = 8;

const keysAtMost = (sql: Sql | TransactionSql): Fragment => sql`
  (current_setting('max_locks_per_transaction')::int
    * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) / ${SHARE})`;

/** How many keys one transaction may lock one by one. */
export async function lockBudget(sql: Sql): Promise<number> {
  const [row] = await sql<{ keys: number }[]>`select ${keysAtMost(sql)}::int as keys`;
  return row?.keys ?? 0;
}

/**
 * Takes the locks of the keys, sorted, so that two messages never wait for each other in a circle; they fall with the transaction.
 * `shared` keys may be held by many at once, and by none while somebody holds them alone. Where the keys are more than the lock table should
 * hold, the whole house is locked instead.
 */
export async function takeLocks(
  sql: TransactionSql,
  keys: readonly string[],
  shared: readonly string[] = [],
): Promise<void> {
  const alone = new Set(keys);
  const together = new Set(shared.filter(key => !alone.has(key)));
  await sql`
    with budget as (select ${alone.size + together.size} <= ${keysAtMost(sql)} as suffices),
    house as materialized (
      select suffices, case when suffices then pg_advisory_xact_lock_shared(hashtextextended(${HOUSE}, 0))
        else pg_advisory_xact_lock(hashtextextended(${HOUSE}, 0)) end from budget
    ),
    given as (
      select hashtextextended(key, 0) as k, false as shared from unnest(${[...alone]}::text[]) as g(key)
      union all
      select hashtextextended(key, 0), true from unnest(${[...together]}::text[]) as g(key)
    ),
    sorted as materialized (select k, bool_and(shared) as shared from given group by k order by k)
    select case when shared then pg_advisory_xact_lock_shared(k) else pg_advisory_xact_lock(k) end
    from house cross join sorted where suffices`;
}
