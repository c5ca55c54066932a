import type { IdentifierReads } from '../policy/reads.ts';
import type { IdentifierLookup } from './consignment-reader.ts';
import { versionSql } from './consignment-version.ts';
import type { Sql } from './database.ts';
import { readable } from './row-visibility.ts';

export interface VersionedConsignment {
  readonly id: string;
  /** consignment-version.ts */
  readonly version: string;
}

/** At most two of a look-up are wanted: one, or that there are several. */
const MOST = 2;

/** For each look-up, in their order, the visible consignments with their versions: one statement for all. */
export async function findByIdentifiers(
  sql: Sql,
  schemes: readonly string[],
  reads: IdentifierReads,
  lookups: readonly IdentifierLookup[],
): Promise<(readonly VersionedConsignment[])[]> {
  const rows = await sql<(VersionedConsignment & { at: number })[]>`
    select w.at::int, found.id, found.version
    from unnest(${lookups.map(each => each.value)}::text[], ${lookups.map(each => each.issuer ?? null)}::text[])
      with ordinality as w(value, issuer, at)
    cross join lateral (
      select c.id, ${versionSql(sql)} as version from (
        select distinct c.id from consignment_identifier i join consignment c on c.id = i.consignment_id
        where i.value = w.value and i.scheme = any(${[...schemes]}) and (w.issuer is null or i.issuer in (w.issuer, ''))
          ${readable(sql, reads)} order by c.id limit ${MOST}
      ) c
    ) found order by w.at, found.id`;
  const found: VersionedConsignment[][] = lookups.map(() => []);
  for (const { at, id, version } of rows) found[at - 1]?.push({ id, version });
  return found;
}
