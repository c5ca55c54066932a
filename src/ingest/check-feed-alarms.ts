import type { FeedSilentRule } from '../alarms/alarm-rules.ts';
import { decideFeedAlarms } from '../alarms/feed-alarms.ts';
import { alarmChanges } from '../alarms/life-cycle.ts';
import { decidePartnerFileAlarms, type FileProblem } from '../alarms/partner-file-alarms.ts';
import { alarmsAt, lockSubject, openAlarmsOf, writeAlarmChanges } from '../store/alarm-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { type FeedName, refusalsOf, silencesOf } from '../store/feed-watch.ts';
import { scheduleJob } from '../store/job-queue.ts';
import { uuidv7 } from '../store/uuid-v7.ts';

export const ALARM_FEED = 'alarm-feed';

const REFUSED_FOR_MS = 2 * 86_400_000;
/** How soon it is seen that a silent or refused feed is well again. */
const RECHECK_MS = 3_000;

export interface WatchedFeed extends FeedName {
  readonly rules: readonly FeedSilentRule[];
}

/** Decides on the alarms of one feed, and looks again when time alone may change them. */
export function checkFeedAlarms(sql: Sql, watched: WatchedFeed, now: Date): Promise<void> {
  return sql.begin(async transaction => {
    const subject = `${watched.partner}/${watched.feed}`;
    await lockSubject(transaction, subject);
    const stored = await alarmsAt(transaction, { consignmentIds: [], subjects: [subject] });
    const standing = stored.filter(each => each.kind === 'FEED_SILENT').map(each => each.window);
    const silences = await silencesOf(transaction, watched, standing);
    const refusals = await refusalsOf(transaction, watched, new Date(now.getTime() - REFUSED_FOR_MS));
    const decision = decideFeedAlarms({ ...watched, silences, refusals }, now.toISOString());
    const past = stored.filter(each => each.kind === 'FEED_REFUSED' && each.status === 'CLOSED');
    const changes = alarmChanges(
      stored.filter(each => !past.includes(each) || decision.alarms.some(alarm => alarm.window === each.window)),
      [{ consignmentId: null, alarms: decision.alarms }],
      now.toISOString(),
      () => uuidv7(),
    );
    await writeAlarmChanges(transaction, changes, { at: now });
    const lasts = decision.alarms.some(each => each.endedAt === null);
    const next = lasts ? now.getTime() + RECHECK_MS : Date.parse(decision.nextDueAt ?? '');
    if (Number.isFinite(next)) await lookAtFeed(transaction, watched, new Date(Math.max(next, now.getTime() + 500)));
  });
}

/** One job a feed, on however many nodes. */
export function lookAtFeed(sql: TransactionSql, { partner, feed }: FeedName, runAt: Date): Promise<void> {
  return scheduleJob(sql, {
    task: ALARM_FEED,
    key: `alarm-feed/${partner}/${feed}`,
    payload: { partner, feed },
    runAt,
  });
}

/** Raises what is wrong with partner files, and closes what is mended. */
export function checkPartnerFileAlarms(sql: Sql, problems: readonly FileProblem[], now: Date): Promise<void> {
  return sql.begin(async transaction => {
    await lockSubject(transaction, 'partner files');
    const open = await openAlarmsOf(transaction, 'PARTNER_FILE_INVALID');
    const alarms = decidePartnerFileAlarms(problems, open, now.toISOString());
    const subjects = [...new Set(alarms.map(each => each.subject))];
    const known = await alarmsAt(transaction, { consignmentIds: [], subjects });
    const wanted = new Set(alarms.map(each => each.window));
    const stored = known.filter(each => each.kind === 'PARTNER_FILE_INVALID' && wanted.has(each.window));
    const changes = alarmChanges(stored, [{ consignmentId: null, alarms }], now.toISOString(), () => uuidv7());
    await writeAlarmChanges(transaction, changes, { at: now });
  });
}
