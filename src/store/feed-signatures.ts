import type { FeedKind } from '../messages/feed-kind.ts';
import type { Sql } from './database.ts';

export interface SeenSignature {
  readonly identity: string;
  readonly expiresAt?: Date | undefined;
}

/**
 * Remembers signatures, and answers those that came before: any that carries its time, and one without where it came with other bytes, for
 * the same bytes again are a repeat that changes nothing. What is too old to be honoured again is forgotten.
 */
export async function rememberSignatures(
  sql: Sql,
  { partner, sha256, seen, now }: { partner: string; sha256: string; seen: readonly SeenSignature[]; now: Date },
): Promise<readonly string[]> {
  if (seen.length === 0) return [];
  await sql`delete from feed_signature where expires_at < ${now}`;
  const once = new Map(seen.map(each => [each.identity, each.expiresAt ?? null]));
  const rows = [...once].map(([digest, expires_at]) => ({ partner, digest, sha256, expires_at }));
  const written = await sql<{ digest: string }[]>`
    insert into feed_signature ${sql(rows)} on conflict (partner, digest) do update set sha256 = excluded.sha256
    where feed_signature.expires_at is null and feed_signature.sha256 = excluded.sha256 returning digest`;
  const fresh = new Set(written.map(each => each.digest));
  return [...once.keys()].filter(identity => !fresh.has(identity));
}

export interface FeedAlarm {
  readonly partner: string;
  readonly feed: FeedKind;
  readonly reason: string;
  readonly detail: string;
  readonly sha256: string;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

export async function raiseFeedAlarm(
  sql: Sql,
  {
    partner,
    feed,
    reason,
    detail,
    sha256,
    at,
  }: Omit<FeedAlarm, 'times' | 'firstAt' | 'lastAt'> & { readonly at: Date },
): Promise<void> {
  await sql`
    insert into feed_alarm (partner, feed, reason, day, times, first_at, last_at, detail, sha256)
    values (${partner}, ${feed}, ${reason}, (${at}::timestamptz at time zone 'UTC')::date, 1, ${at}, ${at}, ${detail}, ${sha256})
    on conflict (partner, feed, reason, day) do update
      set times = feed_alarm.times + 1, last_at = excluded.last_at, detail = excluded.detail, sha256 = excluded.sha256`;
}

/** Newest first. */
export function feedAlarms(
  sql: Sql,
  { partner, since }: { partner?: string | undefined; since: Date },
): Promise<FeedAlarm[]> {
  return sql<FeedAlarm[]>`
    select partner, feed, reason, detail, sha256, times, first_at as "firstAt", last_at as "lastAt" from feed_alarm
    where last_at >= ${since} ${partner ? sql`and partner = ${partner}` : sql``} order by last_at desc limit 1000`;
}
