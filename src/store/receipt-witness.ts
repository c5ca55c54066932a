import type { ChainHead } from '../audit/audit-chain.ts';
import type { Sql } from './database.ts';

/** Keeps a head that the partner has countersigned; false where no such head was ever reached. */
export async function storeWitness(sql: Sql, head: ChainHead, jws: string, at: Date): Promise<boolean> {
  const { partner, day, node, seq, hash } = head;
  const [known] = await sql`
    select 1 from receipt where partner = ${partner} and day = ${day} and node = ${node} and seq = ${seq} and hash = ${hash}`;
  if (!known) return false;
  await sql`
    insert into receipt_witness (partner, day, node, seq, jws, witnessed_at)
    values (${partner}, ${day}, ${node}, ${seq}, ${jws}, ${at}) on conflict do nothing`;
  return true;
}
