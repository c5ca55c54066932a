import type { PartnerAlarmRules } from './alarm-rules.ts';
import type { AlarmSubject } from './alarm-subject.ts';
import { alarmKey, allOf, type Decision } from './decided-alarm.ts';
import { decideIllegalStorage } from './rules/illegal-storage.ts';
import { decideLateTrain } from './rules/late-train.ts';
import { decideMissingNode } from './rules/missing-node.ts';
import { decideOvertime } from './rules/overtime.ts';
import { decideReleaseRecalled } from './rules/release-recalled.ts';
import { decideScheduleSlip } from './rules/schedule-slip.ts';
import { decideSealBroken } from './rules/seal-broken.ts';

/** What a partner's limits say of a subject at a moment. */
type LimitRule = (subject: AlarmSubject, rules: PartnerAlarmRules, now: string) => Decision;
/** What needs no limit: it stands whenever the graph says so. */
type HubRule = (subject: AlarmSubject) => Decision;

const LIMIT_RULES: readonly LimitRule[] = Object.freeze([
  decideOvertime,
  decideIllegalStorage,
  decideMissingNode,
  decideScheduleSlip,
  decideLateTrain,
]);
const HUB_RULES: readonly HubRule[] = Object.freeze([decideSealBroken, decideReleaseRecalled]);

/**
 * Which alarms the graph calls for: a pure function of the documents, the partners' limits and a moment (law 1.7). A subject's alarms
 * do not depend on how often or when it was asked before; what was asked before is the life cycle's to know.
 */
export function decideAlarms(subject: AlarmSubject, rules: readonly PartnerAlarmRules[], now: string): Decision {
  const decision = allOf([
    ...rules.flatMap(partner => LIMIT_RULES.map(rule => rule(subject, partner, now))),
    ...HUB_RULES.map(rule => rule(subject)),
  ]);
  const distinct = new Map(decision.alarms.map(alarm => [alarmKey(alarm), alarm]));
  return { alarms: [...distinct.values()], nextDueAt: decision.nextDueAt };
}

/** Whether anything that partners limit depends on journeys, so that these have to be read. */
export function readsJourneys(rules: readonly PartnerAlarmRules[]): boolean {
  return rules.some(({ rules: { scheduleSlip, lateTrain } }) => scheduleSlip.length > 0 || lateTrain.length > 0);
}
