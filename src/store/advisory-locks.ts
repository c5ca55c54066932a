import type { TransactionSql } from './database.ts';

/** More keys than this in one transaction would fill the server's lock table: the whole house is locked instead. */
const MANY = 1000;
const HOUSE = 'corridor: every key';

/**
 * Takes the locks of the keys, sorted, so that two messages never wait for each other in a circle; they fall with the transaction.
 * `shared` keys may be held by many at once, and by none while somebody holds them alone.
 */
export async function takeLocks(
  sql: TransactionSql,
  keys: readonly string[],
  shared: readonly string[] = [],
): Promise<void> {
  const alone = new Set(keys);
  const together = new Set(shared.filter(key => !alone.has(key)));
  if (alone.size + together.size > MANY) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${HOUSE}, 0))`;
    return;
  }
  await sql`
    with house as materialized (select pg_advisory_xact_lock_shared(hashtextextended(${HOUSE}, 0))),
    given as (
      select hashtextextended(key, 0) as k, false as shared from unnest(${[...alone]}::text[]) as g(key)
      union all
      select hashtextextended(key, 0), true from unnest(${[...together]}::text[]) as g(key)
    ),
    sorted as materialized (select k, bool_and(shared) as shared from given group by k order by k)
    select case when shared then pg_advisory_xact_lock_shared(k) else pg_advisory_xact_lock(k) end
    from house cross join sorted`;
}
