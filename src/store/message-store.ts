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

export interface Archived {
  readonly stored: StoredMessage;
  /** The same sender sent the same bytes before. */
  readonly repeat: boolean;
}

/**
 * Stores the bytes durably, in one statement; the same bytes of the same sender answer the message first stored. Sorted, so that two who
 * archive the same messages do not wait for each other in a circle.
 */
export async function archiveMessages(sql: Sql | TransactionSql, messages: readonly NewMessage[]): Promise<Archived[]> {
  const column = <T>(of: (message: NewMessage) => T) => messages.map(of);
  const inserted = await sql<StoredMessage[]>`
    insert into message (id, sender, sha256, feed, file_name, bytes, received_at, status, signature)
    select id, sender, sha256, feed, file_name, decode(bytes, 'base64'), received_at, 'RECEIVED', signature from unnest(
      ${column(each => each.id)}::uuid[], ${column(each => each.sender)}::text[], ${column(each => each.sha256)}::text[],
      ${column(each => each.feed)}::text[], ${column(each => each.fileName ?? null)}::text[],
      ${column(({ bytes }) => base64(bytes))}::text[], ${column(each => each.receivedAt.toISOString())}::timestamptz[],
      ${column(each => each.signature ?? null)}::text[]
    ) as m(id, sender, sha256, feed, file_name, bytes, received_at, signature)
    order by sender, sha256, id
    on conflict (sender, sha256) do nothing
    returning ${columns(sql)}`;
  const firsts = new Map(inserted.map(stored => [stored.id, stored]));
  const repeats = messages.filter(each => !firsts.has(each.id));
  const known = new Map((await archivedAs(sql, repeats)).map(stored => [keyOf(stored), stored]));
  return messages.map(message => {
    const stored = firsts.get(message.id) ?? known.get(keyOf(message));
    if (!stored) throw new Error('a message vanished between two statements');
    return { stored, repeat: !firsts.has(message.id) };
  });
}

/** The driver sends binary values as text: two thirds of what hexadecimal would take. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function keyOf({ sender, sha256 }: Pick<NewMessage, 'sender' | 'sha256'>): string {
  return `${sender}/${sha256}`;
}

async function archivedAs(sql: Sql | TransactionSql, messages: readonly NewMessage[]): Promise<StoredMessage[]> {
  if (messages.length === 0) return [];
  return sql<StoredMessage[]>`
    select ${columns(sql)} from message where (sender, sha256) in (
      select * from unnest(${messages.map(each => each.sender)}::text[], ${messages.map(each => each.sha256)}::text[]))`;
}

/** Notes what reading gave, in the transaction that writes the facts: both or neither. */
export async function finishMessages(
  sql: TransactionSql,
  finished: readonly { readonly id: string; readonly outcome: MessageOutcome }[],
): Promise<void> {
  if (finished.length === 0) return;
  const rows = finished.map(({ id, outcome }) => ({ id, ...outcome }));
  await sql`
    update message m set status = f.status, message_type = f."messageType", adapter = f.adapter,
      adapter_version = f."adapterVersion", facts = f.facts, issues = f.issues
    from jsonb_to_recordset(${sql.json(rows as never)}) as f(id uuid, status text, "messageType" text, adapter text,
      "adapterVersion" int, facts int, issues jsonb)
    where m.id = f.id`;
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
