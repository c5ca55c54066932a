import type { Refusals, Silence } from '../alarms/feed-alarms.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { TransactionSql } from './database.ts';

/** A partner's feed. */
export interface FeedName {
  readonly partner: string;
  readonly feed: FeedKind;
}

/** The silence since the last message, and what became of those that alarms stand for. None where the feed never sent anything. */
export async function silencesOf(
  sql: TransactionSql,
  { partner, feed }: FeedName,
  standing: readonly string[],
): Promise<Silence[]> {
  const ended = await sql<{ since: string; until: Date | null }[]>`
    select s.since, (select min(received_at) from message m
      where m.sender = ${partner} and m.feed = ${feed} and m.received_at > s.since::timestamptz) as until
    from unnest(${[...standing]}::text[]) as s(since)`;
  const [last] = await sql<{ at: Date | null }[]>`
    select max(received_at) as at from message where sender = ${partner} and feed = ${feed}`;
  const known = ended.map(({ since, until }) => ({ since, until: until?.toISOString() ?? null }));
  const since = last?.at?.toISOString();
  return since === undefined || known.some(each => each.since === since) ? known : [...known, { since, until: null }];
}

/** Messages of the feed that were refused for their signature, by day and reason, as far as they are not long past. */
export async function refusalsOf(sql: TransactionSql, { partner, feed }: FeedName, since: Date): Promise<Refusals[]> {
  const rows = await sql<
    { reason: string; day: string; times: number; lastAt: Date; detail: string; goodAt: Date | null }[]
  >`
    select reason, day, times, last_at as "lastAt", detail,
      (select min(received_at) from message m where m.sender = f.partner and m.feed = f.feed and m.received_at > f.last_at
        and m.status in ('ACCEPTED', 'PARTIAL')) as "goodAt"
    from feed_alarm f where partner = ${partner} and feed = ${feed} and last_at >= ${since} order by day, reason`;
  return rows.map(row => ({
    ...row,
    lastAt: row.lastAt.toISOString(),
    goodAt: row.goodAt?.toISOString() ?? null,
  }));
}
