import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { Sql, TransactionSql } from './database.ts';

export type MessageStatus = 'RECEIVED' | 'ACCEPTED' | 'PARTIAL' | 'QUARANTINED' | 'DISCARDED';

/** Whether the message was signed: proven with the sender's keys; signed, without keys here to prove it; not signed. */
export type SignatureVerdict = 'VERIFIED' | 'PRESENT' | 'ABSENT';

/** A message as archived (law 1.1). */
export interface StoredMessage {
  readonly id: string;
  readonly sender: string;
  readonly sha256: string;
  readonly feed: FeedKind;
  readonly fileName: string | null;
  readonly receivedAt: Date;
  readonly status: MessageStatus;
  readonly messageType: string | null;
  readonly adapter: string | null;
  readonly facts: number;
  readonly issues: readonly FeedIssue[];
  readonly signature: SignatureVerdict | null;
}

export interface NewMessage {
  readonly id: string;
  readonly sender: string;
  readonly sha256: string;
  readonly feed: FeedKind;
  readonly fileName?: string | undefined;
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
  readonly signature?: SignatureVerdict | undefined;
}

/** What reading the message gave. */
export interface MessageOutcome {
  readonly status: MessageStatus;
  readonly messageType: string | null;
  readonly adapter: string | null;
  readonly adapterVersion: number | null;
  readonly facts: number;
  readonly issues: readonly FeedIssue[];
}

const columns = (sql: Sql | TransactionSql) => sql`
  id, sender, sha256, feed, file_name as "fileName", received_at as "receivedAt", status,
  message_type as "messageType", adapter, facts, issues, signature`;

/** Stores the bytes durably; the same bytes of the same sender answer the message first stored. */
export async function archiveMessage(
  sql: Sql,
  message: NewMessage,
): Promise<{ stored: StoredMessage; repeat: boolean }> {
  const { id, sender, sha256, feed, bytes, receivedAt } = message;
  const [inserted] = await sql<StoredMessage[]>`
    insert into message (id, sender, sha256, feed, file_name, bytes, received_at, status, signature)
    values (${id}, ${sender}, ${sha256}, ${feed}, ${message.fileName ?? null}, ${Buffer.from(bytes)}, ${receivedAt}, 'RECEIVED',
      ${message.signature ?? null})
    on conflict (sender, sha256) do nothing
    returning ${columns(sql)}`;
  if (inserted) return { stored: inserted, repeat: false };
  const [first] = await sql<
    StoredMessage[]
  >`select ${columns(sql)} from message where sender = ${sender} and sha256 = ${sha256}`;
  if (!first) throw new Error('a message vanished between two statements');
  return { stored: first, repeat: true };
}

/** Notes what reading gave, in the transaction that writes the facts: both or neither. */
export async function finishMessage(sql: Sql | TransactionSql, id: string, outcome: MessageOutcome): Promise<void> {
  await sql`
    update message set status = ${outcome.status}, message_type = ${outcome.messageType}, adapter = ${outcome.adapter},
      adapter_version = ${outcome.adapterVersion}, facts = ${outcome.facts}, issues = ${sql.json(outcome.issues as never)}
    where id = ${id}`;
}

export async function findMessage(sql: Sql, id: string): Promise<StoredMessage | undefined> {
  const [found] = await sql<StoredMessage[]>`select ${columns(sql)} from message where id = ${id}`;
  return found;
}

export async function messageBytes(sql: Sql, id: string): Promise<Uint8Array | undefined> {
  const [found] = await sql<{ bytes: Uint8Array }[]>`select bytes from message where id = ${id}`;
  return found?.bytes;
}

/** Messages that were acknowledged and not read when a process ended: taken up again at start. */
export function unreadMessages(sql: Sql): Promise<StoredMessage[]> {
  return sql<StoredMessage[]>`select ${columns(sql)} from message where status = 'RECEIVED' order by received_at, id`;
}
