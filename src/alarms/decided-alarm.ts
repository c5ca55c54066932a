import type { EventType } from '../messages/event-type.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { AlarmKind } from './alarm-kind.ts';

/** The cells of an alarm's row, as far as its kind has them. */
export interface AlarmColumns {
  readonly movement?: string; // UN/EDIFACT 8249 in words: IMPORT, EXPORT, TRANSHIPMENT …
  readonly billOfLading?: string;
  readonly voyage?: string;
  readonly previousNode?: EventType;
  readonly previousNodeTime?: TimeValue;
  readonly currentNode?: EventType;
  readonly currentNodeTime?: TimeValue;
  readonly dangerous?: boolean;
  readonly reefer?: boolean;
  readonly entryTime?: TimeValue;
  readonly yardPosition?: string;
  /** What is late, slipped, silent or wrong, for people. */
  readonly detail?: string;
  /** Texts of the rule in place of the usual ones, by language. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** An alarm that the facts and the rules call for at a moment. */
export interface DecidedAlarm {
  readonly kind: AlarmKind;
  /** `partner/rule`; `hub/…` for what needs no limit. */
  readonly rule: string;
  /** What it is about: a container number, a train, a feed. */
  readonly subject: string;
  /** Which occasion: law 3.8 raises once per rule, subject and window. */
  readonly window: string;
  /** The deadline that passed; null where none was set. */
  readonly dueAt: string | null;
  /** When its cause ended; null while it lasts. */
  readonly endedAt: string | null;
  readonly equipment: string | null;
  readonly places: readonly string[];
  /** Partners whose facts it rests on. */
  readonly origins: readonly string[];
  /** Partners who say what the box holds, where that decided which limit is for it. */
  readonly goodsFrom?: readonly string[];
  readonly columns: AlarmColumns;
}

/** What one rule, or all of them, make of a subject. */
export interface Decision {
  readonly alarms: readonly DecidedAlarm[];
  /** The next moment at which time alone would change the decision; null where none would. */
  readonly nextDueAt: string | null;
}

export const NOTHING: Decision = { alarms: [], nextDueAt: null };

export function allOf(decisions: readonly Decision[]): Decision {
  const due = decisions.flatMap(each => each.nextDueAt ?? []).sort();
  return { alarms: decisions.flatMap(each => each.alarms), nextDueAt: due[0] ?? null };
}

/** By what an alarm is known again. */
export function alarmKey({ rule, subject, window }: Pick<DecidedAlarm, 'rule' | 'subject' | 'window'>): string {
  return JSON.stringify([rule, subject, window]);
}
