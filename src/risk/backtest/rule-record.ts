import { type ShareInterval, wilsonInterval } from '../history/wilson-bound.ts';
import type { Treatment } from '../risk-rule.ts';
import { isFind, type PastCase, settlingControls } from './past-case.ts';

/** What became of the cases on which a rule fired. */
export interface RuleRecord {
  readonly rule: string;
  readonly fired: number;
  /** Cases with a control that could settle the rule's doubt, and those of them in which it found something. */
  readonly controlled: number;
  readonly found: number;
  readonly hitRate: ShareInterval & { readonly share: number | undefined };
  /** The hit rate over that of cases drawn at random; undefined while no random control found anything. */
  readonly lift: number | undefined;
  readonly coFiring: readonly { readonly rule: string; readonly count: number }[];
}

export interface BaseRate {
  readonly controlled: number;
  readonly found: number;
}

type Fired = Pick<PastCase, 'fired' | 'controls'>;

/** How often there is something to find where nobody suspected anything: only random picks can say. */
export function baseRateOf(cases: readonly Pick<PastCase, 'drawn' | 'controls'>[]): BaseRate {
  const controlled = cases.filter(each => each.drawn && settlingControls(each, 'SCAN').length > 0);
  return { controlled: controlled.length, found: controlled.filter(isFind).length };
}

export function ruleRecord(rule: string, treatment: Treatment, cases: readonly Fired[], base: BaseRate): RuleRecord {
  const fired = cases.filter(each => each.fired.includes(rule));
  const controlled = fired.filter(each => settlingControls(each, treatment).length > 0);
  const found = controlled.filter(isFind).length;
  const share = controlled.length > 0 ? found / controlled.length : undefined;
  const baseShare = base.controlled > 0 ? base.found / base.controlled : 0;
  return {
    rule,
    fired: fired.length,
    controlled: controlled.length,
    found,
    hitRate: { share, ...wilsonInterval(found, controlled.length) },
    lift: share !== undefined && baseShare > 0 ? share / baseShare : undefined,
    coFiring: coFiring(rule, fired),
  };
}

const SHOWN = 10;

function coFiring(rule: string, fired: readonly Fired[]): RuleRecord['coFiring'] {
  const counts = new Map<string, number>();
  for (const other of fired.flatMap(each => each.fired))
    if (other !== rule) counts.set(other, (counts.get(other) ?? 0) + 1);
  return [...counts]
    .map(([other, count]) => ({ rule: other, count }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
    .slice(0, SHOWN);
}
