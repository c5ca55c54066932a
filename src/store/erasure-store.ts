import type { FeedKind } from '../messages/feed-kind.ts';
import { splitPersonal } from '../messages/personal-data.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { FactRow } from './sealed-facts.ts';

/** What is to go: what a sender sent to a kind of feed, or to all, in the months before one, such as 2026-03. */
export interface ErasureOrder {
  readonly sender: string;
  readonly feed?: FeedKind | undefined;
  readonly before: string;
  readonly reason: string;
}

export interface Erasure {
  readonly messages: number;
  readonly keys: number;
  readonly consignments: number;
}

/**
 * Destroys the keys, and with them what they seal wherever a copy of it lies (law 1.6); digests, links and the markers stay. What came
 * before there were keys is overwritten. The documents that were folded from it are marked stale in the same transaction, so that whoever
 * folds stale documents ends what a crash interrupts.
 */
export function erase(sql: Sql, order: ErasureOrder, now: Date): Promise<Erasure> {
  return sql.begin(async transaction => {
    const keys = await destroyKeys(transaction, order, now);
    const open = await openFactsOf(transaction, order);
    for (const { id, body } of open) await keepOnly(transaction, id, splitPersonal(body).kept);
    const messages = await markErased(transaction, order, now);
    if (messages.length === 0 && keys === 0) return { messages: 0, keys: 0, consignments: 0 };
    const consignments = await markStale(transaction, messages);
    const { sender, feed, before, reason } = order;
    await transaction`
      insert into erasure (sender, feed, before, messages, reason, at)
      values (${sender}, ${feed ?? null}, ${before}, ${messages.length}, ${reason}, ${now})`;
    return { messages: messages.length, keys, consignments };
  });
}

async function destroyKeys(sql: TransactionSql, { sender, feed, before }: ErasureOrder, now: Date): Promise<number> {
  const { count } = await sql`
    update data_key set wrapped_key = null, erased_at = ${now}
    where sender = ${sender} and month < ${before} and wrapped_key is not null ${feed ? sql`and feed = ${feed}` : sql``}`;
  return count;
}

/** Messages that the order reaches and that still stand. */
const reached = (sql: TransactionSql, { sender, feed, before }: ErasureOrder) => sql`
  m.sender = ${sender} and m.received_at < ${`${before}-01T00:00:00Z`}::timestamptz and m.erased_at is null
  ${feed ? sql`and m.feed = ${feed}` : sql``}`;

function openFactsOf(sql: TransactionSql, order: ErasureOrder): Promise<Pick<FactRow, 'id' | 'body'>[]> {
  return sql<Pick<FactRow, 'id' | 'body'>[]>`
    select f.id, f.body from fact f join message m on m.id = f.message_id where f.key_id is null and ${reached(sql, order)}`;
}

async function keepOnly(sql: TransactionSql, id: string, kept: FactRow['body']): Promise<void> {
  await sql`update fact set body = ${sql.json(kept as never)} where id = ${id}`;
}

/** What issues quote of a message goes with it; one that was not read, or was refused, is not read any more. */
async function markErased(sql: TransactionSql, order: ErasureOrder, now: Date): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update message m set erased_at = ${now}, bytes = '', issues = '[]', file_name = null,
      status = case when status in ('QUARANTINED', 'RECEIVED') then 'DISCARDED' else status end where ${reached(sql, order)} returning m.id`;
  return rows.map(row => row.id);
}

/** Of several messages that say the same, one is linked and the others stand behind it. */
async function markStale(sql: TransactionSql, messages: readonly string[]): Promise<number> {
  const rows = await sql<{ id: string }[]>`
    update consignment_slice set stale = true where consignment_id in (
      select l.consignment_id from fact f
      join fact_reference r on r.fact_id = f.id and r.scheme = 'STATEMENT'
      join fact_reference same on same.scheme = r.scheme and same.value = r.value
      join consignment_link l on l.fact_id = same.fact_id
      where f.message_id = any(${[...messages]}::uuid[]))
    returning consignment_id as id`;
  return new Set(rows.map(row => row.id)).size;
}

/** The newest erasure; 0 where there was none. */
export async function lastErasure(sql: Sql | TransactionSql): Promise<number> {
  const [row] = await sql<{ last: number }[]>`select coalesce(max(id), 0) as last from erasure`;
  return row?.last ?? 0;
}

/** Which of some messages are erased. */
export async function erasedAmong(sql: Sql | TransactionSql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from message where id = any(${[...ids]}::uuid[]) and erased_at is not null`;
  return new Set(rows.map(row => row.id));
}
