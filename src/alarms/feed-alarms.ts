import type { FeedKind } from '../messages/feed-kind.ts';
import type { FeedSilentRule } from './alarm-rules.ts';
import { allOf, type DecidedAlarm, type Decision } from './decided-alarm.ts';

/** A time in which a feed sent nothing; `until` is null while it lasts. */
export interface Silence {
  readonly since: string;
  readonly until: string | null;
}

/** Messages of one day that were refused for their signature, for one reason. */
export interface Refusals {
  readonly reason: string;
  readonly day: string;
  readonly times: number;
  readonly lastAt: string;
  readonly detail: string;
  /** When a good message of the feed came after the last of them. */
  readonly goodAt: string | null;
}

/** One partner's feed, as far as its alarms go. */
export interface FeedWatch {
  readonly partner: string;
  readonly feed: FeedKind;
  readonly rules: readonly FeedSilentRule[];
  readonly silences: readonly Silence[];
  readonly refusals: readonly Refusals[];
}

/** Feeds that say nothing for longer than they may, and feeds whose messages are refused. The next good message ends either. */
export function decideFeedAlarms(watch: FeedWatch, now: string): Decision {
  const silent = watch.rules.flatMap(rule => watch.silences.map(silence => decideSilence(watch, rule, silence, now)));
  return allOf([...silent, { alarms: watch.refusals.map(each => refusedAlarm(watch, each)), nextDueAt: null }]);
}

function decideSilence(watch: FeedWatch, rule: FeedSilentRule, { since, until }: Silence, now: string): Decision {
  const dueAt = new Date(Date.parse(since) + rule.limit).toISOString();
  if (until ? until <= dueAt : now < dueAt) return { alarms: [], nextDueAt: until ? null : dueAt };
  const alarm = {
    ...aboutFeed(watch),
    kind: 'FEED_SILENT',
    rule: `${watch.partner}/${rule.id}`,
    window: since,
    dueAt,
    endedAt: until,
    columns: { detail: since, ...(rule.text && { texts: rule.text }) },
  } as const;
  return { alarms: [alarm], nextDueAt: null };
}

function refusedAlarm(watch: FeedWatch, { reason, day, times, detail, goodAt }: Refusals): DecidedAlarm {
  return {
    ...aboutFeed(watch),
    kind: 'FEED_REFUSED',
    rule: 'hub/feed-refused',
    window: `${reason}@${day}`,
    dueAt: null,
    endedAt: goodAt,
    columns: { detail: `${reason}, ${times} x: ${detail}` },
  };
}

function aboutFeed({ partner, feed }: FeedWatch) {
  return { subject: `${partner}/${feed}`, equipment: null, places: [], origins: [partner] } as const;
}
