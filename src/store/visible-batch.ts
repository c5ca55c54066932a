import type { AccessKeys } from './consignment-reader.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql } from './database.ts';
import type { VersionedConsignment } from './identifier-batch.ts';
import { seenAt } from './row-visibility.ts';

/** As `resolveConsignments`, with the version of each: a retired id answers by its successor. In the order of the ids. */
export async function versionedConsignments(
  sql: Sql,
  ids: readonly string[],
  keys: AccessKeys,
): Promise<(VersionedConsignment | undefined)[]> {
  const rows = await sql<(VersionedConsignment & { asked: string })[]>`
    with recursive chain as (
      select id as asked, id, merged_into from consignment where id = any(${[...ids]}::uuid[])
      union all
      select chain.asked, n.id, n.merged_into from chain join consignment n on n.id = chain.merged_into
    )
    select chain.asked, c.id, ${versionSql(sql)} as version from chain join consignment c on c.id = chain.id
    where chain.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id)
      ${seenAt(sql, keys, sql`c.id`, undefined)}`;
  const found = new Map(rows.map(({ asked, id, version }) => [asked, { id, version }]));
  return ids.map(id => found.get(id));
}
