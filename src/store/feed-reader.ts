import type { FeedKind } from '../messages/feed-kind.ts';
import type { Partner } from '../partners/partner.ts';
import type { SubscribeDeclaration } from '../partners/partner-feeds.ts';
import { type BreakerState, breakerOf } from '../partners/pull-breaker.ts';
import type { Sql } from './database.ts';
import { type FeedAlarm, feedAlarms } from './feed-signatures.ts';
import { pullsOf, type StoredPull } from './feed-state.ts';
import type { MessageStatus } from './message-store.ts';

export interface FeedFailure {
  readonly code: string;
  readonly detail: string | null;
  readonly at: Date;
}

export interface PullView {
  readonly url: string;
  /** `poll`, or how a stream is subscribed to. */
  readonly protocol: 'poll' | SubscribeDeclaration['protocol'];
  /** Absent for a stream. */
  readonly everySeconds: number | null;
  readonly breaker: BreakerState;
  /** Absent before the first poll. */
  readonly stored: StoredPull | undefined;
}

/** How one feed of one partner is doing. Counts are of the last 24 hours. */
export interface FeedState {
  readonly partner: Partner;
  readonly feed: FeedKind;
  readonly lastReceivedAt: Date | null;
  readonly lastAcceptedAt: Date | null;
  readonly lastError: FeedFailure | null;
  /** Since the way in last worked: the last message, or the last good poll of the address that is furthest behind. */
  readonly lagSeconds: number | null;
  readonly counts: readonly { readonly status: MessageStatus; readonly count: number }[];
  readonly alarms: readonly FeedAlarm[];
  readonly pulls: readonly PullView[];
}

interface StatusRow {
  readonly partner: string;
  readonly feed: string;
  readonly status: MessageStatus;
  readonly lastAt: Date | null;
  readonly count: number;
  readonly code: string | null;
}

const DAY_MS = 86_400_000;

/** Every feed that the partners declare, in their order. */
export async function readFeeds(sql: Sql, partners: readonly Partner[], now: Date): Promise<readonly FeedState[]> {
  const since = new Date(now.getTime() - DAY_MS);
  const feeds = partners.flatMap(partner => partner.feeds.map(feed => ({ partner, feed })));
  const [statuses, pulls, alarms] = await Promise.all([
    statusRows(sql, feeds, since),
    pullsOf(
      sql,
      partners.map(each => each.id),
    ),
    feedAlarms(sql, { since }),
  ]);
  return feeds.map(({ partner, feed }) => {
    const isOfFeed = (each: { readonly partner: string; readonly feed: string }) =>
      each.partner === partner.id && each.feed === feed;
    return feedState(
      { partner, feed },
      { statuses: statuses.filter(isOfFeed), pulls: pulls.filter(isOfFeed), alarms: alarms.filter(isOfFeed) },
      now,
    );
  });
}

interface FeedRows {
  readonly statuses: readonly StatusRow[];
  readonly pulls: readonly StoredPull[];
  readonly alarms: readonly FeedAlarm[];
}

function feedState({ partner, feed }: Pick<FeedState, 'partner' | 'feed'>, rows: FeedRows, now: Date): FeedState {
  const pulls = pullViews(partner, feed, rows.pulls, now);
  const lastReceivedAt = newest(rows.statuses.map(each => each.lastAt));
  const accepted = rows.statuses.filter(each => each.status === 'ACCEPTED' || each.status === 'PARTIAL');
  const polled = pulls.map(each => each.stored?.lastSuccessAt?.getTime() ?? Number.NaN);
  const worked = pulls.length > 0 ? Math.min(...polled) : (lastReceivedAt?.getTime() ?? Number.NaN);
  return {
    partner,
    feed,
    lastReceivedAt,
    lastAcceptedAt: newest(accepted.map(each => each.lastAt)),
    lastError: lastErrorOf(rows),
    lagSeconds: Number.isNaN(worked) ? null : Math.max(0, Math.round((now.getTime() - worked) / 1000)),
    counts: rows.statuses.filter(each => each.count > 0).map(({ status, count }) => ({ status, count })),
    alarms: rows.alarms,
    pulls,
  };
}

function pullViews(partner: Partner, feed: FeedKind, pulls: readonly StoredPull[], now: Date): readonly PullView[] {
  const polled = partner.pull.map(each => ({ ...each, protocol: 'poll' as const }));
  const followed = partner.subscribe.map(each => ({ ...each, everySeconds: null }));
  return [...polled, ...followed]
    .filter(each => each.kind === feed)
    .map(({ url, protocol, everySeconds }) => {
      const stored = pulls.find(each => each.url === url);
      const breaker = breakerOf(stored?.failures ?? 0, stored?.nextAt ?? now, now);
      return { url, protocol, everySeconds, stored, breaker };
    });
}

function lastErrorOf({ statuses, pulls, alarms }: FeedRows): FeedFailure | null {
  const refused = statuses.map(({ code, lastAt }) => ({ code, detail: null, at: lastAt }));
  const failed = pulls.map(each => ({ code: each.lastErrorCode, detail: each.lastErrorDetail, at: each.lastErrorAt }));
  const unproven = alarms.map(({ reason, detail, lastAt }) => ({ code: `SIGNATURE_${reason}`, detail, at: lastAt }));
  return [...refused, ...failed, ...unproven]
    .flatMap(({ code, detail, at }) => (code !== null && at !== null ? [{ code, detail, at }] : []))
    .reduce<FeedFailure | null>((last, each) => (last && last.at >= each.at ? last : each), null);
}

function newest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, each) => (last && (!each || last >= each) ? last : each), null);
}

/** One index range for each feed and status, however many messages there are. */
function statusRows(
  sql: Sql,
  feeds: readonly { readonly partner: Partner; readonly feed: FeedKind }[],
  since: Date,
): Promise<StatusRow[]> {
  return sql<StatusRow[]>`
    select a.partner, a.feed, s.status, l.received_at as "lastAt",
      case when s.status in ('PARTIAL', 'QUARANTINED', 'DISCARDED')
        then jsonb_path_query_first(l.issues, '$[*] ? (@.severity == "ERROR").code') #>> '{}' end as code,
      (select count(*)::int from message m
        where m.sender = a.partner and m.feed = a.feed and m.status = s.status and m.received_at >= ${since}) as count
    from unnest(${feeds.map(each => each.partner.id)}::text[], ${feeds.map(each => each.feed)}::text[]) as a(partner, feed)
    cross join unnest(array['RECEIVED', 'ACCEPTED', 'PARTIAL', 'QUARANTINED', 'DISCARDED']) as s(status)
    left join lateral (
      select received_at, issues from message m where m.sender = a.partner and m.feed = a.feed and m.status = s.status
      order by received_at desc limit 1
    ) l on true`;
}
