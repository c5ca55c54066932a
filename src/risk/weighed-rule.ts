import type { RiskRule } from './risk-rule.ts';
import { needsPhysicalLook } from './risk-rule.ts';
import type { CreditTierName, RulePack } from './rule-pack.ts';

/** What counts in the trader's favour, or against it, on every modulable rule. */
export interface Modulation {
  readonly tierFactor: number;
  readonly creditFactor: number;
  readonly physicalFactor: number;
}

export interface WeighedRule {
  readonly rule: RiskRule;
  readonly baseWeight: number;
  readonly weight: number;
}

/** An AEO chain and a recent good control are one reason to trust, not two: the strongest factor counts once. */
export function modulationOf(pack: RulePack, tier: CreditTierName, mitigations: readonly RiskRule[]): Modulation {
  const strongest = (factors: readonly (number | undefined)[]) => Math.min(1, ...factors.map(factor => factor ?? 1));
  return {
    tierFactor: pack.manifest.creditTiers[tier].factor,
    creditFactor: strongest(mitigations.map(({ effect }) => effect?.allFactor)),
    physicalFactor: strongest(mitigations.map(({ effect }) => effect?.physicalFactor)),
  };
}

/** Hard rules are never reduced. OPS rules alarm the port and weigh nothing. */
export function weigh(rule: RiskRule, modulation: Modulation): WeighedRule {
  const baseWeight = rule.treatment === 'OPS' ? 0 : rule.weight;
  return {
    rule,
    baseWeight,
    weight: rule.modulable ? roundWeight(baseWeight * factorFor(rule, modulation)) : baseWeight,
  };
}

function factorFor(rule: RiskRule, { tierFactor, creditFactor, physicalFactor }: Modulation): number {
  return tierFactor * creditFactor * (needsPhysicalLook(rule) ? physicalFactor : 1);
}

/** Sums of binary fractions must not decide on which side of a threshold a score falls. */
export function roundWeight(weight: number): number {
  return Math.round(weight * 1e6) / 1e6;
}
