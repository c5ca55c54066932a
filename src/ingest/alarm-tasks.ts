import type { PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import { contentHash } from '../consignment/canonical-json.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import { takeLocks } from '../store/advisory-locks.ts';
import { consignmentPage, liveDocuments, looseBoxPage, noteLimits } from '../store/alarm-scan.ts';
import { lockConsignments } from '../store/alarm-store.ts';
import type { Sql } from '../store/database.ts';
import { scheduleJob } from '../store/job-queue.ts';
import { consignmentsOnJourney } from '../store/journey-store.ts';
import { ALARM_FEED, checkFeedAlarms, lookAtFeed } from './check-feed-alarms.ts';
import { ALARM_CHECK, decideAlarmsOf } from './decide-alarms-of.ts';
import { readLooseDocument } from './loose-boxes.ts';
import { ALARM_JOURNEY } from './raise-alarms.ts';

const ALARM_ALL = 'alarm-all';
const PAGE = 100;

/** What the timers of alarms work with. */
export interface AlarmDesk {
  readonly sql: Sql;
  readonly rules: () => readonly PartnerAlarmRules[];
  readonly now: () => Date;
}

/** The jobs of alarms. Each looks anew at what it is about: the timer only wakes (law 1.7), and one that comes twice changes nothing. */
export function alarmTasks(desk: AlarmDesk): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [ALARM_CHECK]: payload => {
      const { box, consignmentIds = [] } = payload as { box?: string; consignmentIds?: readonly string[] };
      return box === undefined ? checkConsignments(desk, consignmentIds) : checkBox(desk, box);
    },
    [ALARM_JOURNEY]: payload => checkTravellers(desk, payload as { keys: readonly string[] }),
    [ALARM_ALL]: payload => checkAll(desk, payload as Place),
    [ALARM_FEED]: payload => {
      const { partner, feed } = payload as { partner: string; feed: FeedKind };
      const rules = desk.rules().find(each => each.partner === partner)?.rules.feedSilent ?? [];
      return checkFeedAlarms(desk.sql, { partner, feed, rules: rules.filter(each => each.feed === feed) }, desk.now());
    },
  };
}

/**
 * Looks at everything once where the limits are others than the last time, and sets a timer for every feed that may fall silent. Called at
 * the start, and when partner files change.
 */
export async function putLimitsInForce({ sql, rules, now }: AlarmDesk): Promise<void> {
  const current = rules();
  await sql.begin(async transaction => {
    const isNew = await noteLimits(transaction, contentHash(current));
    if (isNew) await scheduleJob(transaction, { task: ALARM_ALL, key: ALARM_ALL, payload: {}, runAt: now() });
    for (const { partner, rules: own } of current)
      for (const feed of new Set(own.feedSilent.map(each => each.feed)))
        await lookAtFeed(transaction, { partner, feed }, now());
  });
}

function checkConsignments({ sql, rules, now }: AlarmDesk, ids: readonly string[]): Promise<void> {
  return sql.begin(async transaction => {
    await lockConsignments(transaction, ids);
    const homes = (await liveDocuments(transaction, ids)).map(({ id, document }) => ({ consignmentId: id, document }));
    const gone = { consignmentIds: [], boxes: [] };
    await decideAlarmsOf(transaction, { homes, gone, rules: rules(), now: now() });
  });
}

/** Under the lock of the box, which whoever records something of it takes too. */
function checkBox({ sql, rules, now }: AlarmDesk, box: string): Promise<void> {
  return sql.begin(async transaction => {
    await takeLocks(transaction, [`CONTAINER|${box}`]);
    const document = await readLooseDocument(transaction, box);
    if (document.consignment.equipmentUses.length === 0) return;
    const gone = { consignmentIds: [], boxes: [] };
    await decideAlarmsOf(transaction, { homes: [{ box, document }], gone, rules: rules(), now: now() });
  });
}

/** A page at a time, so that no job is long. */
async function checkTravellers(
  desk: AlarmDesk,
  { keys, after = '' }: { readonly keys: readonly string[]; readonly after?: string },
): Promise<void> {
  const aboard = await desk.sql.begin(transaction => consignmentsOnJourney(transaction, keys));
  const page = aboard.filter(id => id > after).slice(0, PAGE);
  const last = page.at(-1);
  if (last === undefined) return;
  await checkConsignments(desk, page);
  const payload = { keys, after: last };
  const job = { task: ALARM_JOURNEY, key: `alarm-journey/${keys[0]}/${last}`, payload, runAt: desk.now() };
  await desk.sql.begin(transaction => scheduleJob(transaction, job));
}

/** How far a look at everything has come; it goes on where it was after a restart. */
interface Place {
  readonly consignment?: string;
  readonly box?: string;
}

async function checkAll(desk: AlarmDesk, { consignment, box }: Place): Promise<void> {
  const ids = box === undefined ? await consignmentPage(desk.sql, consignment, PAGE) : [];
  const boxes = ids.length === 0 ? await looseBoxPage(desk.sql, box ?? '', PAGE) : [];
  if (ids.length > 0) await checkConsignments(desk, ids);
  for (const each of boxes) await checkBox(desk, each);
  if (ids.length + boxes.length === 0) return;
  const next = ids.length > 0 ? { consignment: ids.at(-1) } : { box: boxes.at(-1) };
  await desk.sql.begin(transaction =>
    scheduleJob(transaction, { task: ALARM_ALL, key: ALARM_ALL, payload: next, runAt: desk.now() }),
  );
}
