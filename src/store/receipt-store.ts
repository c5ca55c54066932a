import { type AppendedEntry, type ChainHead, type ChainName, chainKey } from '../audit/audit-chain.ts';
import type { Sql } from './database.ts';

/** Appends receipts, with whose data they are about; all of them or none. */
export async function insertReceipts(sql: Sql, receipts: readonly AppendedEntry[]): Promise<void> {
  const column = (read: (receipt: AppendedEntry) => string) => receipts.map(read);
  const origins = receipts.flatMap(({ entry: { partner, day, node, seq, told } }) =>
    [...new Set(told.map(each => each.origin))].map(origin => ({ partner, day, node, seq, origin })),
  );
  await sql`
    with written as (
      insert into receipt (partner, day, node, seq, hash, at, entry)
      select partner, day::date, node, seq::int, hash, at::timestamptz, entry::jsonb
      from unnest(${column(each => each.entry.partner)}::text[], ${column(each => each.entry.day)}::text[],
        ${column(each => each.entry.node)}::text[], ${column(each => String(each.entry.seq))}::text[],
        ${column(each => each.hash)}::text[], ${column(each => each.entry.at)}::text[], ${column(each => each.text)}::text[])
        as r(partner, day, node, seq, hash, at, entry)
      returning position, partner, day, node, seq
    )
    insert into receipt_origin (origin, position)
    select o.origin, w.position from written w
    join unnest(${origins.map(each => each.partner)}::text[], ${origins.map(each => each.day)}::text[],
      ${origins.map(each => each.node)}::text[], ${origins.map(each => String(each.seq))}::text[], ${origins.map(each => each.origin)}::text[])
      as o(partner, day, node, seq, origin)
      on o.partner = w.partner and o.day::date = w.day and o.node = w.node and o.seq::int = w.seq`;
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
