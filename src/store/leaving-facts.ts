import type { Sql } from './database.ts';
import { safeHorizon } from './known-position.ts';

/** Consignments of which something became known after a position, and up to which position that is all. */
export interface ChangedConsignments {
  readonly ids: readonly string[];
  readonly upTo: number;
}

/** The next consignments in the order in which facts of theirs became known; never beyond what is safely known. */
export async function consignmentsAfter(sql: Sql, after: number, facts: number): Promise<ChangedConsignments> {
  const horizon = await safeHorizon(sql);
  const rows = await sql<{ id: string | null; position: number }[]>`
    select n.position, l.consignment_id as id
    from (select f.id, f.position from fact f where f.position > ${after} and f.position <= ${horizon}
      order by f.position limit ${facts}) n
    left join consignment_link l on l.fact_id = n.id and l.withdrawn_at is null and l.confidence <> 'AMBIGUOUS'
    order by n.position`;
  return {
    ids: [...new Set(rows.flatMap(row => row.id ?? []))],
    upTo: rows.at(-1)?.position ?? after,
  };
}

/** The facts of some consignments, each with every consignment that it speaks of. */
export async function factLinksOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql<{ factId: string; homes: string[] }[]>`
    select o.fact_id as "factId", array_agg(distinct o.consignment_id::text) as homes
    from consignment_link o
    where o.withdrawn_at is null and o.fact_id in (
      select l.fact_id from consignment_link l where l.consignment_id = any(${[...ids]}::uuid[]) and l.withdrawn_at is null
        and l.confidence <> 'AMBIGUOUS')
    group by o.fact_id`;
  return new Map(rows.map(row => [row.factId, row.homes]));
}
