import type { PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import type { Sql } from '../store/database.ts';

const limits = new WeakMap<Sql, () => readonly PartnerAlarmRules[]>();

/** Puts the partners' limits in force for what is recorded on a pool: whoever shares the pool records together. */
export function setAlarmLimits(sql: Sql, rules: () => readonly PartnerAlarmRules[]): void {
  limits.set(sql, rules);
}

/** The limits in force now; none where nobody gave any. */
export function alarmLimits(sql: Sql): readonly PartnerAlarmRules[] {
  return limits.get(sql)?.() ?? [];
}
