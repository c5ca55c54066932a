import { sameJson } from '../consignment/canonical-json.ts';
import type { AlarmStatus, CloseCause } from './alarm-kind.ts';
import { alarmKey, type DecidedAlarm } from './decided-alarm.ts';

/** An alarm as it stands: what was decided last, and what became of it. */
export interface Alarm extends DecidedAlarm {
  readonly id: string;
  readonly consignmentId: string | null;
  readonly status: AlarmStatus;
  readonly raisedAt: string;
  readonly explanation: string | null;
  readonly explainedAt: string | null;
  readonly explainedBy: string | null;
  readonly closedAt: string | null;
  readonly closeCause: CloseCause | null;
  readonly closeReason: string | null;
  readonly closedBy: string | null;
  /** Counts its changes: names the rows of the event log. */
  readonly revision: number;
}

export type AlarmChangeType = 'ALARM_RAISED' | 'ALARM_CHANGED' | 'ALARM_EXPLAINED' | 'ALARM_CLOSED';

/** One step in an alarm's life. */
export interface AlarmChange {
  readonly type: AlarmChangeType;
  readonly alarm: Alarm;
  /** It takes back or changes what was told before (law 3.6). */
  readonly correction: boolean;
}

/** A deadline that fires within this counts as fired on time: law 3.8. */
export const ON_TIME_MS = 5_000;

/** What was decided of one home of alarms: a consignment, or null for what has none. */
export interface DecidedHome {
  readonly consignmentId: string | null;
  readonly alarms: readonly DecidedAlarm[];
}

/**
 * The steps from the alarms that are known to those that are decided. One that is decided elsewhere moves with its box (a merge, a split, a bill
 * that came late). One that is decided no more is withdrawn. One that was closed by hand stays closed.
 */
export function alarmChanges(
  stored: readonly Alarm[],
  decided: readonly DecidedHome[],
  now: string,
  newId: () => string,
): AlarmChange[] {
  const pool = new Map(stored.map(alarm => [homeKey(alarm.consignmentId, alarm), alarm]));
  const wanted = decided.flatMap(({ consignmentId, alarms }) => alarms.map(alarm => ({ consignmentId, alarm })));
  const taken = new Set<string>();
  const found = wanted.map(({ consignmentId, alarm }) => ({
    consignmentId,
    alarm,
    known: take(pool.get(homeKey(consignmentId, alarm)), taken),
  }));
  const settled = found.map(each => ({ ...each, known: each.known ?? adopted(stored, each.alarm, taken) }));
  return [
    ...settled.flatMap(({ consignmentId, alarm, known }) =>
      known ? updated(known, consignmentId, alarm, now) : raised(newId(), consignmentId, alarm, now),
    ),
    ...stored.filter(each => !taken.has(each.id)).flatMap(each => withdrawn(each, now)),
  ];
}

function homeKey(consignmentId: string | null, alarm: DecidedAlarm): string {
  return `${consignmentId}|${alarmKey(alarm)}`;
}

function take(alarm: Alarm | undefined, taken: Set<string>): Alarm | undefined {
  if (alarm) taken.add(alarm.id);
  return alarm;
}

function adopted(stored: readonly Alarm[], alarm: DecidedAlarm, taken: Set<string>): Alarm | undefined {
  const key = alarmKey(alarm);
  return take(
    stored.find(each => !taken.has(each.id) && alarmKey(each) === key),
    taken,
  );
}

function raised(id: string, consignmentId: string | null, decided: DecidedAlarm, now: string): AlarmChange[] {
  const alarm: Alarm = {
    ...decided,
    id,
    consignmentId,
    status: 'RAISED',
    raisedAt: raisingTime(decided, now),
    explanation: null,
    explainedAt: null,
    explainedBy: null,
    closedAt: null,
    closeCause: null,
    closeReason: null,
    closedBy: null,
    revision: 1,
  };
  return [{ type: 'ALARM_RAISED', alarm, correction: false }, ...ended(alarm, now)];
}

/** A deadline that fires on time is the time of its alarm; what was found later has the time at which it was found. */
function raisingTime({ dueAt }: DecidedAlarm, now: string): string {
  return dueAt && Date.parse(now) - Date.parse(dueAt) <= ON_TIME_MS ? dueAt : now;
}

function ended(alarm: Alarm, now: string): AlarmChange[] {
  return alarm.endedAt === null ? [] : [closed(alarm, now, 'CAUSE_ENDED')];
}

function closed(alarm: Alarm, now: string, closeCause: CloseCause): AlarmChange {
  const { revision } = alarm;
  return {
    type: 'ALARM_CLOSED',
    alarm: { ...alarm, status: 'CLOSED', closedAt: now, closeCause, revision: revision + 1 },
    correction: closeCause === 'WITHDRAWN',
  };
}

function withdrawn(alarm: Alarm, now: string): AlarmChange[] {
  return alarm.closeCause === 'WITHDRAWN' || alarm.closeCause === 'BY_HAND' ? [] : [closed(alarm, now, 'WITHDRAWN')];
}

function updated(known: Alarm, consignmentId: string | null, decided: DecidedAlarm, now: string): AlarmChange[] {
  const alarm: Alarm = { ...known, ...decided, consignmentId, revision: known.revision + 1 };
  const isOpen = known.status !== 'CLOSED';
  if (!isOpen && known.closeCause !== 'BY_HAND' && (decided.endedAt === null || known.closeCause === 'WITHDRAWN')) {
    return reopened(alarm, now);
  }
  if (isOpen && decided.endedAt !== null) return [closed({ ...alarm, revision: known.revision }, now, 'CAUSE_ENDED')];
  const isSame = known.consignmentId === consignmentId && sameJson(decidedOf(known), decidedOf(decided));
  return isSame ? [] : [{ type: 'ALARM_CHANGED', alarm, correction: true }];
}

/** What was withdrawn, or had ended, stands after all. */
function reopened(alarm: Alarm, now: string): AlarmChange[] {
  const status = alarm.explainedAt === null ? 'RAISED' : 'EXPLAINED';
  const open: Alarm = { ...alarm, status, closedAt: null, closeCause: null, closeReason: null, closedBy: null };
  return [{ type: 'ALARM_RAISED', alarm: open, correction: true }, ...ended(open, now)];
}

/** The decision in an alarm, member by member: what is stored beside it does not count. */
function decidedOf(alarm: DecidedAlarm) {
  const { kind, rule, subject, window, dueAt, endedAt, equipment, places, origins, goodsFrom = [], columns } = alarm;
  return { kind, rule, subject, window, dueAt, endedAt, equipment, places, origins, goodsFrom, columns };
}
