import { wilsonInterval } from '../history/wilson-bound.ts';
import type { RiskRule } from '../risk-rule.ts';

/**
 * How often a rule of each severity may fire on conforming goods. A pack is a load on inspectors: with these rates for two hundred rules
 * nine consignments of ten of an ordinary trader are released; with five times as many, half of them.
 */
const BUDGET: Readonly<Record<RiskRule['severity'], number>> = { 1: 0.005, 2: 0.005, 3: 0.002, 4: 0.0005, 5: 0.00005 };

export interface BudgetBreach {
  readonly rule: string;
  readonly fired: number;
  readonly conforming: number;
  readonly budget: number;
}

/** Fewer conforming consignments prove nothing. */
const ENOUGH = 200;

/** A breach that chance does not explain: even the lower end of the interval is beyond the budget. */
export function budgetBreach(rule: RiskRule, fired: number, conforming: number): BudgetBreach | undefined {
  if (rule.kind !== 'risk' || rule.mode !== 'LIVE' || rule.treatment === 'OPS') return undefined;
  if (conforming < ENOUGH) return undefined;
  const budget = BUDGET[rule.severity];
  return wilsonInterval(fired, conforming).low > budget ? { rule: rule.id, fired, conforming, budget } : undefined;
}
