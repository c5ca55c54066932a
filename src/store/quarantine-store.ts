import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { Sql } from './database.ts';
import type { MessageStatus } from './message-store.ts';

export const QUARANTINE_STATUSES = ['QUARANTINED', 'PARTIAL', 'DISCARDED'] as const;
export type QuarantineStatus = (typeof QUARANTINE_STATUSES)[number];

/** What somebody did with a message in quarantine. */
export interface QuarantineAction {
  readonly action: 'REPLAYED' | 'DISCARDED';
  readonly actor: string;
  readonly at: string;
  readonly reason: string | null;
  readonly statusBefore: MessageStatus;
  /** Null: the replay has not ended, or a crash ended it. */
  readonly statusAfter: MessageStatus | null;
}

export interface QuarantinedMessage {
  readonly id: string;
  readonly sender: string;
  readonly sha256: string;
  readonly size: number; // bytes
  readonly feed: FeedKind;
  readonly fileName: string | null;
  readonly receivedAt: Date;
  readonly status: MessageStatus;
  readonly messageType: string | null;
  readonly facts: number;
  readonly issues: readonly FeedIssue[];
  readonly actions: readonly QuarantineAction[];
}

/** What became of one message that was to be read again. `refusal` says why it was not read. */
export interface ReplayOutcome {
  readonly id: string;
  readonly status: MessageStatus | null;
  readonly facts: number;
  readonly issues: readonly FeedIssue[];
  readonly refusal: string | null;
}

export interface QuarantineFilter {
  readonly sender?: string | undefined;
  /** Of an issue that refused the message, or a part of it. */
  readonly code?: string | undefined;
  readonly receivedAfter?: Date | undefined;
  readonly receivedBefore?: Date | undefined;
  /** Absent: what is in quarantine now. */
  readonly statuses?: readonly QuarantineStatus[] | undefined;
}

export interface QuarantinePage {
  readonly before?: string | undefined; // message id, for keyset pages
  readonly limit: number;
}

const WAITING: readonly QuarantineStatus[] = ['QUARANTINED', 'PARTIAL'];

const columns = (sql: Sql) => sql`
  m.id, m.sender, m.sha256, octet_length(m.bytes) as size, m.feed, m.file_name as "fileName", m.received_at as "receivedAt", m.status,
  m.message_type as "messageType", m.facts, m.issues, coalesce((
    select jsonb_agg(jsonb_build_object('action', a.action, 'actor', a.actor, 'reason', a.reason,
      'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'statusBefore', a.status_before, 'statusAfter', a.status_after) order by a.id)
    from quarantine_action a where a.message_id = m.id), '[]') as actions`;

/** Refused messages and those with refused parts, newest first. */
export function quarantinedMessages(
  sql: Sql,
  filter: QuarantineFilter,
  { before, limit }: QuarantinePage,
): Promise<QuarantinedMessage[]> {
  return sql<QuarantinedMessage[]>`
    select ${columns(sql)} from message m where ${matching(sql, filter)}
      ${before ? sql`and (m.received_at, m.id) < (select received_at, id from message where id = ${before})` : sql``}
    order by m.received_at desc, m.id desc limit ${limit}`;
}

export async function countQuarantined(sql: Sql, filter: QuarantineFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from message m where ${matching(sql, filter)}`;
  return row?.count ?? 0;
}

function matching(sql: Sql, { sender, code, receivedAfter, receivedBefore, statuses = WAITING }: QuarantineFilter) {
  return sql`m.status in ${sql([...statuses])}
    ${sender ? sql`and m.sender = ${sender}` : sql``}
    ${code ? sql`and m.issues @> ${sql.json([{ code, severity: 'ERROR' }])}` : sql``}
    ${receivedAfter ? sql`and m.received_at > ${receivedAfter}` : sql``}
    ${receivedBefore ? sql`and m.received_at < ${receivedBefore}` : sql``}`;
}

/** A message with what was done with it, wherever it is now. */
export async function quarantineRecord(sql: Sql, id: string): Promise<QuarantinedMessage | undefined> {
  const [found] = await sql<QuarantinedMessage[]>`select ${columns(sql)} from message m where m.id = ${id}`;
  return found;
}

/** Noted before the message is read, so that a replay which a crash ends is known too. Answers the note's number. */
export async function noteReplay(sql: Sql, messageId: string, actor: string, at: Date): Promise<number> {
  const [noted] = await sql<{ id: number }[]>`
    insert into quarantine_action (message_id, action, actor, at, status_before)
    select id, 'REPLAYED', ${actor}, ${at}, status from message where id = ${messageId} returning id::int`;
  if (!noted) throw new Error('a message vanished between two statements');
  return noted.id;
}

export async function noteReplayed(sql: Sql, note: number, statusAfter: MessageStatus | 'DUPLICATE'): Promise<void> {
  await sql`update quarantine_action set status_after = ${statusAfter} where id = ${note}`;
}

export interface Discard {
  readonly id: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** Takes a message out of quarantine and notes who did and why, both or neither. False: it is not in quarantine. */
export async function discardMessage(sql: Sql, { id, actor, reason, at }: Discard): Promise<boolean> {
  const noted = await sql`
    with held as (select id, status from message where id = ${id} and status in ${sql([...WAITING])} for update),
      gone as (update message m set status = 'DISCARDED' from held where m.id = held.id)
    insert into quarantine_action (message_id, action, actor, at, reason, status_before, status_after)
    select id, 'DISCARDED', ${actor}, ${at}, ${reason}, status, 'DISCARDED' from held returning 1`;
  return noted.length > 0;
}
