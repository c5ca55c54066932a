import type { PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import { originsOf } from '../alarms/alarm-subject.ts';
import { decideAlarms, readsJourneys } from '../alarms/decide-alarms.ts';
import { alarmKey, type DecidedAlarm, type Decision } from '../alarms/decided-alarm.ts';
import { type Alarm, alarmChanges } from '../alarms/life-cycle.ts';
import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import { alarmsAt, lockConsignments, writeAlarmChanges } from '../store/alarm-store.ts';
import type { TransactionSql } from '../store/database.ts';
import { scheduleJob } from '../store/job-queue.ts';
import { journeysUnder } from '../store/journey-reader.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { presentGraph } from './present-graph.ts';

/** A home of alarms with what is known of it: a consignment, or a box without one. */
export interface AlarmHome {
  readonly consignmentId?: string;
  readonly box?: string;
  readonly document: ConsignmentDocument;
}

export interface AlarmLook {
  readonly homes: readonly AlarmHome[];
  /** Homes that are no more: their alarms move to where their boxes are now, or are withdrawn. */
  readonly gone: { readonly consignmentIds: readonly string[]; readonly boxes: readonly string[] };
  readonly rules: readonly PartnerAlarmRules[];
  readonly now: Date;
  /** The message that led here; absent: a timer did. */
  readonly messageId?: string | undefined;
}

export const ALARM_CHECK = 'alarm-check';

/** A clock that is behind the database's must not make a job come back at once, again and again. */
const SOONEST_MS = 500;
/** How long the next message is waited for where a deadline had passed before the hub knew of it. */
const CATCH_UP_MS = 2_500;

/**
 * Decides on the alarms of some homes, writes what changed, and sets the timer for the next deadline, in one transaction with whatever led to
 * it. Two that look at the same home at once do so one after the other, so that a thing is raised once (law 3.8): consignments are locked
 * here, boxes by the caller.
 */
export async function decideAlarmsOf(sql: TransactionSql, look: AlarmLook): Promise<void> {
  const { homes, gone, rules, now, messageId } = look;
  const at = {
    consignmentIds: [...homes.flatMap(home => home.consignmentId ?? []), ...gone.consignmentIds],
    subjects: [...homes.flatMap(home => home.box ?? []), ...gone.boxes],
  };
  if (at.consignmentIds.length + at.subjects.length === 0) return;
  const [, stored, journeys] = await Promise.all([
    lockConsignments(sql, at.consignmentIds),
    alarmsAt(sql, at),
    readsJourneys(rules) ? journeysOf(sql, homes) : [],
  ]);
  const decided = homes.map(home => {
    const aboard = journeys.filter(each => keysOf(home).some(key => each.keys.includes(key)));
    const decision = decideAlarms({ document: home.document, journeys: aboard }, rules, now.toISOString());
    const { alarms, nextDueAt } = messageId === undefined ? decision : leftToTimer(decision, stored, now);
    return { home, alarms: alarms.map(each => toldByAll(each, home)), nextDueAt };
  });
  const changes = alarmChanges(
    stored,
    decided.map(({ home, alarms }) => ({ consignmentId: home.consignmentId ?? null, alarms })),
    now.toISOString(),
    () => uuidv7(),
  );
  await writeAlarmChanges(sql, changes, { at: now, messageId });
  for (const { home, nextDueAt } of decided) if (nextDueAt) await setTimer(sql, home, nextDueAt, now);
}

/** Where there is no consignment to look a box up in, its alarm is made of all that anybody told of the box. */
function toldByAll(alarm: DecidedAlarm, { box, document }: AlarmHome): DecidedAlarm {
  if (box === undefined) return alarm;
  const tellers = [document.consignment.events, document.port.yardPositions, boxClaims(document)].flat();
  return { ...alarm, origins: originsOf([...tellers, ...alarm.origins.map(origin => ({ origin }))]) };
}

function boxClaims({ consignment }: ConsignmentDocument): readonly { readonly origin: string }[] {
  return consignment.equipmentUses.flatMap(({ dangerous, reefer, seals }) => [...dangerous, ...reefer, ...seals]);
}

/**
 * A sender that catches up tells of old nodes one by one: what time alone raises is left to the timer, which each further message sets anew.
 * So a wait that is long over is not raised, and withdrawn, for every node of a story that is told late.
 */
function leftToTimer({ alarms, nextDueAt }: Decision, stored: readonly Alarm[], now: Date): Decision {
  const known = new Set(stored.map(alarmKey));
  const early = alarms.filter(each => each.dueAt !== null && each.endedAt === null && !known.has(alarmKey(each)));
  if (early.length === 0) return { alarms, nextDueAt };
  const soon = new Date(now.getTime() + CATCH_UP_MS).toISOString();
  return {
    alarms: alarms.filter(each => !early.includes(each)),
    nextDueAt: nextDueAt !== null && nextDueAt < soon ? nextDueAt : soon,
  };
}

async function journeysOf(sql: TransactionSql, homes: readonly AlarmHome[]): Promise<JourneyDocument[]> {
  const keys = [...new Set(homes.flatMap(keysOf))];
  const kept = keys.length === 0 ? [] : [...(await journeysUnder(sql, keys)).values()];
  const journeys = await presentGraph(sql).journeys(new Map(kept.map(each => [each.id, each])));
  return [...journeys.values()].map(each => each.document);
}

/** The journeys of a home: those of its legs, and the trains of its bookings. */
function keysOf({ document }: AlarmHome): readonly string[] {
  return document.consignment.legs.flatMap(leg => leg.journeys);
}

/** One job a home, however often it is set: the key is the home. */
function setTimer(sql: TransactionSql, home: AlarmHome, dueAt: string, now: Date): Promise<void> {
  const { consignmentId, box } = home;
  const soonest = new Date(now.getTime() + SOONEST_MS);
  const due = new Date(dueAt);
  return scheduleJob(sql, {
    task: ALARM_CHECK,
    key: consignmentId ? `alarm/${consignmentId}` : `alarm-box/${box}`,
    payload: consignmentId ? { consignmentIds: [consignmentId] } : { box },
    runAt: due > soonest ? due : soonest,
  });
}
