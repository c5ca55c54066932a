import { CorridorError } from '../errors.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { Sql, TransactionSql } from './database.ts';
import { openBytes, sealTogether } from './sealed-bytes.ts';
import { type DataKey, type StoredKey, vaultOf } from './vault.ts';

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
 * archive the same messages do not wait for each other in a circle: rows are inserted in the order of the arrays. All that is sealed goes
 * as one text, which neither side takes apart into elements: in base64 two thirds of the hexadecimal that the driver would make of it.
 */
export async function archiveMessages(sql: Sql | TransactionSql, given: readonly NewMessage[]): Promise<Archived[]> {
  const messages = [...given].sort(byKey);
  const column = <T>(of: (message: NewMessage) => T) => messages.map(of);
  const keys = await vaultOf(sql).keysFor(messages);
  const { sealed, lengths } = sealTogether(
    messages.map(({ id: of, bytes }, i) => ({ key: keyBytes(keys[i]), of, bytes })),
  );
  const inserted = await sql<{ id: string }[]>`
    insert into message (id, sender, sha256, feed, file_name, bytes, received_at, status, signature, key_id)
    select id, sender, sha256, feed, file_name, substring((select decode(${sealed.toString('base64')}, 'base64')) from starts for length),
      received_at, 'RECEIVED', signature, key_id from unnest(
      ${column(each => each.id)}::uuid[], ${column(each => each.sender)}::text[], ${column(each => each.sha256)}::text[],
      ${column(each => each.feed)}::text[], ${column(each => each.fileName ?? null)}::text[],
      ${startsOf(lengths)}::int[], ${lengths}::int[], ${column(each => each.receivedAt.toISOString())}::timestamptz[],
      ${column(each => each.signature ?? null)}::text[], ${keys.map(key => key.id)}::uuid[]
    ) as m(id, sender, sha256, feed, file_name, starts, length, received_at, signature, key_id)
    on conflict (sender, sha256) do nothing
    returning id`;
  const isFirst = new Set(inserted.map(({ id }) => id));
  const repeats = messages.filter(each => !isFirst.has(each.id));
  const known = new Map((await archivedAs(sql, repeats)).map(stored => [keyOf(stored), stored]));
  return given.map(message => {
    if (isFirst.has(message.id)) return { stored: asStored(message), repeat: false };
    const stored = known.get(keyOf(message));
    if (!stored) throw new Error('a message vanished between two statements');
    return { stored, repeat: true };
  });
}

function byKey(a: NewMessage, b: NewMessage): number {
  if (a.sender !== b.sender) return a.sender < b.sender ? -1 : 1;
  if (a.sha256 !== b.sha256) return a.sha256 < b.sha256 ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** As PostgreSQL counts, from 1. */
function startsOf(lengths: readonly number[]): number[] {
  let next = 1;
  return lengths.map(length => {
    next += length;
    return next - length;
  });
}

function keyBytes(key: DataKey | undefined): Uint8Array {
  if (key) return key.bytes;
  throw new CorridorError('INTERNAL', 'report-bug', 'a message without a key is not stored');
}

/** The row of a message that was just stored. */
function asStored({ id, sender, sha256, feed, fileName, receivedAt, signature }: NewMessage): StoredMessage {
  const unread = { status: 'RECEIVED', messageType: null, adapter: null, facts: 0, issues: [] } as const;
  return { id, sender, sha256, feed, fileName: fileName ?? null, receivedAt, signature: signature ?? null, ...unread };
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

/** A message that is in quarantine is from now on one of another feed: its sender was told to send it there. */
export async function moveToFeed(sql: Sql, { id }: StoredMessage, feed: FeedKind): Promise<void> {
  await sql`update message set feed = ${feed} where id = ${id} and status = 'QUARANTINED'`;
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

/** The bytes as they came; undefined: there is no such message, or it was erased (law 1.6). */
export async function messageBytes(sql: Sql, id: string): Promise<Uint8Array | undefined> {
  const [bytes] = await bytesOfMessages(sql, [id]);
  return bytes;
}

/** Of each message, in order. */
export async function bytesOfMessages(sql: Sql, ids: readonly string[]): Promise<(Uint8Array | undefined)[]> {
  const rows = await sql<SealedMessage[]>`
    select m.id, m.bytes, m.key_id as "keyId", k.wrapped_key as "wrappedKey", m.erased_at is not null as "isErased"
    from message m left join data_key k on k.id = m.key_id where m.id = any(${[...ids]}::uuid[])`;
  const found = new Map(await Promise.all(rows.map(async row => [row.id, await bytesIn(sql, row)] as const)));
  return ids.map(id => found.get(id));
}

type SealedMessage = StoredKey & { readonly id: string; readonly bytes: Uint8Array; readonly isErased: boolean };

async function bytesIn(sql: Sql, { id, bytes, isErased, ...stored }: SealedMessage): Promise<Uint8Array | undefined> {
  if (isErased) return undefined;
  if (stored.keyId === null) return bytes;
  const key = await vaultOf(sql).open(stored);
  return key && openBytes(key.bytes, id, bytes);
}

/** Messages that were acknowledged and not read when a process ended: taken up again at start. */
export function unreadMessages(sql: Sql): Promise<StoredMessage[]> {
  return sql<StoredMessage[]>`select ${columns(sql)} from message where status = 'RECEIVED' order by received_at, id`;
}
