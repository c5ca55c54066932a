import { type ChainHead, type ChainName, chainKey } from '../audit/audit-chain.ts';
import type { ChainedEntry } from '../audit/audit-entry.ts';
import type { Sql } from './database.ts';

/** Appends receipts, with whose data they are about; all of them or none. */
export async function insertReceipts(sql: Sql, receipts: readonly ChainedEntry[]): Promise<void> {
  const rows = receipts.map(({ entry, hash }) => {
    const { partner, day, node, seq, at } = entry;
    return { partner, day, node, seq, at, hash, entry };
  });
  await sql`
    with written as (
      insert into receipt (partner, day, node, seq, hash, at, entry)
      select partner, day, node, seq, hash, at, entry
      from jsonb_to_recordset(${sql.json(rows as never)})
        as r(partner text, day date, node text, seq int, hash text, at timestamptz, entry jsonb)
      returning position, entry
    )
    insert into receipt_origin (origin, position)
    select distinct field ->> 'origin', position from written, jsonb_array_elements(entry -> 'fields') field`;
}

/** Where chains end as they are stored; a chain without receipts is not among them. */
export async function storedHeads(sql: Sql, chains: readonly ChainName[]): Promise<ReadonlyMap<string, ChainHead>> {
  const rows = await sql<ChainHead[]>`
    select distinct on (partner, day, node) partner, day, node, seq, hash from receipt
    where (partner, day, node) in (
      select * from unnest(${chains.map(each => each.partner)}::text[], ${chains.map(each => each.day)}::date[],
        ${chains.map(each => each.node)}::text[]))
    order by partner, day, node, seq desc`;
  return new Map(rows.map(head => [chainKey(head), head]));
}

export interface SignedHead extends Pick<ChainHead, 'partner' | 'day' | 'node' | 'seq'> {
  readonly jws: string;
}

/** Keeps the newest signed head of each chain. */
export async function storeHeads(sql: Sql, heads: readonly SignedHead[]): Promise<void> {
  await sql`
    insert into receipt_head (partner, day, node, seq, jws)
    select partner, day, node, seq, jws
    from jsonb_to_recordset(${sql.json(heads as never)}) as h(partner text, day date, node text, seq int, jws text)
    on conflict (partner, day, node) do update set seq = excluded.seq, jws = excluded.jws
    where receipt_head.seq < excluded.seq`;
}
