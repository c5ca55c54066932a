import { evaluateRules, type RuleResult } from './evaluate-rules.ts';
import type { ReferenceLists } from './reference-lists.ts';
import type { RiskContext } from './risk-context.ts';
import { CREDIT_TIERS, type CreditTierName, type RulePack } from './rule-pack.ts';

/** The importer's credit tier; an unknown one neither earns a discount nor costs a surcharge. */
export function creditTier(context: RiskContext, { manifest }: RulePack): CreditTierName {
  return CREDIT_TIERS.find(tier => tier === context.p?.importer?.tier) ?? manifest.defaultTier;
}

/** A whitelist holds when it matches and the rule on its scope looked and did not fire: credit needs proof. */
export function whitelistHolds(pack: RulePack, context: RiskContext, lists: ReferenceLists): boolean {
  if (context.c?.whitelistMatched !== true) return false;
  return ruledOut(pack, pack.manifest.whitelistScopeRule, context, lists);
}

/** Release before inspection is on when ordered and no disqualifier is known or possible. */
export function releaseFirstHolds(pack: RulePack, context: RiskContext, lists: ReferenceLists): boolean {
  return context.c?.releaseFirst === true && ruledOut(pack, pack.manifest.releaseFirst.disqualifiedBy, context, lists);
}

function ruledOut(pack: RulePack, id: string, context: RiskContext, lists: ReferenceLists): boolean {
  const rules = pack.rules.filter(({ rule }) => rule.id === id);
  const statuses: readonly RuleResult[] = evaluateRules({ ...pack, rules }, context, lists);
  return statuses.length > 0 && statuses.every(({ status }) => status === 'NOT_FIRED');
}

/**
 * Whether for every box the latest conforming control of a trusted partner left an image that we can look at. That the control
 * itself may be recognised is for the pack's mitigation rule to say.
 */
export function partnerImagesAvailable({ equip, partner }: RiskContext): boolean {
  const controls = partner?.inspections ?? [];
  const boxes = equip ?? [];
  return (
    boxes.length > 0 &&
    boxes.every(({ no }) => {
      const ofBox = controls.filter(
        each => each.container === no && each.trusted === true && each.result === 'CONFORMING',
      );
      return ofBox.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0]?.imageAvailable === true;
    })
  );
}
