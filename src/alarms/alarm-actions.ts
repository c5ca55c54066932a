import type { Alarm, AlarmChange } from './life-cycle.ts';

/** What a person did with an alarm, as the archived message says it. */
export interface AlarmAction {
  readonly action: 'EXPLAIN' | 'CLOSE';
  readonly alarm: string;
  readonly text: string;
  /** Who: the subject of the token, with its partner. */
  readonly by: string;
  readonly at: string;
}

/** The step that an action is; undefined where the alarm is closed already, for a closed one is neither explained nor closed again. */
export function alarmAfter(alarm: Alarm, { action, text, by, at }: AlarmAction): AlarmChange | undefined {
  if (alarm.status === 'CLOSED' && (action === 'CLOSE' || alarm.closeCause !== 'CAUSE_ENDED')) return undefined;
  const revision = alarm.revision + 1;
  if (action === 'CLOSE') {
    const closing = { closedAt: at, closeCause: 'BY_HAND', closeReason: text, closedBy: by } as const;
    return { type: 'ALARM_CLOSED', alarm: { ...alarm, ...closing, status: 'CLOSED', revision }, correction: false };
  }
  const status = alarm.status === 'CLOSED' ? 'CLOSED' : 'EXPLAINED';
  const explained = { ...alarm, status, explanation: text, explainedAt: at, explainedBy: by, revision } as const;
  return { type: 'ALARM_EXPLAINED', alarm: explained, correction: alarm.explainedAt !== null };
}
