import type { FeedKind } from '../messages/feed-kind.ts';
import type { Sql } from './database.ts';

/** Which address of which partner is polled for which feed. */
export interface PullKey {
  readonly partner: string;
  readonly feed: FeedKind;
  readonly url: string;
}

export interface StoredPull extends PullKey {
  readonly etag: string | null;
  readonly cursor: string | null;
  readonly failures: number;
  readonly nextAt: Date;
  readonly lastPolledAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorAt: Date | null;
  readonly lastErrorDetail: string | null;
}

const columns = (sql: Sql) => sql`
  partner, feed, url, etag, cursor, failures, next_at as "nextAt", last_polled_at as "lastPolledAt",
  last_success_at as "lastSuccessAt", last_error_code as "lastErrorCode", last_error_at as "lastErrorAt",
  last_error_detail as "lastErrorDetail"`;

export async function findPull(sql: Sql, { partner, feed, url }: PullKey): Promise<StoredPull | undefined> {
  const [found] = await sql<StoredPull[]>`
    select ${columns(sql)} from feed_pull where partner = ${partner} and feed = ${feed} and url = ${url}`;
  return found;
}

export function pullsOf(sql: Sql, partners: readonly string[]): Promise<StoredPull[]> {
  return sql<
    StoredPull[]
  >`select ${columns(sql)} from feed_pull where partner = any(${[...partners]}::text[]) order by partner, feed, url`;
}

export interface PolledState extends PullKey {
  readonly etag: string | null;
  readonly cursor: string | null;
  readonly failures: number;
  readonly polledAt: Date;
  readonly nextAt: Date;
  /** Absent: the poll went well. */
  readonly error?: { readonly code: string; readonly detail: string } | undefined;
}

/** Notes a poll. The last error stays to be seen after polls that went well. */
export async function savePull(sql: Sql, polled: PolledState): Promise<void> {
  const { partner, feed, url, etag, cursor, failures, polledAt, nextAt, error } = polled;
  const succeeded = error ? null : polledAt;
  await sql`
    insert into feed_pull (partner, feed, url, etag, cursor, failures, next_at, last_polled_at, last_success_at,
      last_error_code, last_error_at, last_error_detail)
    values (${partner}, ${feed}, ${url}, ${etag}, ${cursor}, ${failures}, ${nextAt}, ${polledAt}, ${succeeded},
      ${error?.code ?? null}, ${error ? polledAt : null}, ${error?.detail ?? null})
    on conflict (partner, feed, url) do update set etag = excluded.etag, cursor = excluded.cursor, failures = excluded.failures,
      next_at = excluded.next_at, last_polled_at = excluded.last_polled_at,
      last_success_at = coalesce(excluded.last_success_at, feed_pull.last_success_at),
      last_error_code = coalesce(excluded.last_error_code, feed_pull.last_error_code),
      last_error_at = coalesce(excluded.last_error_at, feed_pull.last_error_at),
      last_error_detail = coalesce(excluded.last_error_detail, feed_pull.last_error_detail)`;
}

/** Does the work while no other hub of this database does the same; answers false where one does. The lock falls with its connection. */
export async function whileAlone(
  sql: Sql,
  { partner, feed, url }: PullKey,
  work: () => Promise<void>,
): Promise<boolean> {
  const key = `corridor pull: ${partner} ${feed} ${url}`;
  const session = await sql.reserve();
  try {
    const [row] = await session<
      { locked: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${key}, 0)) as locked`;
    if (!row?.locked) return false;
    try {
      await work();
    } finally {
      await session`select pg_advisory_unlock(hashtextextended(${key}, 0))`;
    }
    return true;
  } finally {
    session.release();
  }
}
