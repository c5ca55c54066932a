import type { Suppressor } from './assessment.ts';
import type { OrderedTarget } from './decide-channel.ts';
import { isRiskChannel, type RiskChannel } from './risk-channel.ts';
import type { RiskContext } from './risk-context.ts';
import type { RiskRule } from './risk-rule.ts';

export type SuppressorOf = (rule: RiskRule) => Suppressor | undefined;

/** Precedence MUST > whitelist > SHOULD: a whitelist holds back modulable rules only, a waiver only advisory targets. */
export function suppressorOf(context: RiskContext, whitelisted: boolean): SuppressorOf {
  const waived = isWaived(context);
  return ({ kind, modulable, effect }) => {
    if (effect?.target === 'SHOULD' && waived) return 'WAIVER';
    if (!whitelisted || !modulable) return undefined;
    return kind === 'risk' || effect?.target === 'SHOULD' ? 'WHITELIST' : undefined;
  };
}

function isWaived({ targets }: RiskContext): boolean {
  return (targets ?? []).some(({ kind, active }) => kind === 'WAIVER' && active === true);
}

/** A target without a known channel is taken at its word: somebody has to look (MUST), or to scan (SHOULD). */
const UNNAMED: Readonly<Record<OrderedTarget['kind'], RiskChannel>> = { MUST: 'MANUAL_INSPECTION', SHOULD: 'SCAN' };

export function orderedTargets(context: RiskContext, whitelisted: boolean): readonly OrderedTarget[] {
  const advisoryHeld = whitelisted || isWaived(context);
  return (context.targets ?? []).flatMap(({ kind, active, channel }) => {
    if (active !== true || (kind !== 'MUST' && kind !== 'SHOULD')) return [];
    if (kind === 'SHOULD' && advisoryHeld) return [];
    return [{ kind, channel: isRiskChannel(channel) ? channel : UNNAMED[kind] }];
  });
}
