import type { FiredRule, IndeterminateRule, RuleNote } from './assessment.ts';
import { type ChannelDecision, type ChannelInput, decideChannel } from './decide-channel.ts';
import type { RuleResult } from './evaluate-rules.ts';
import type { RiskChannel } from './risk-channel.ts';
import type { RiskRule } from './risk-rule.ts';
import type { Evidence } from './witness.ts';

export function firedRules(
  live: readonly RuleResult[],
  input: ChannelInput,
  decision: ChannelDecision,
): readonly FiredRule[] {
  const weights = new Map(input.fired.map(weighed => [weighed.rule.id, weighed]));
  return live
    .map(result => {
      const { rule } = result;
      const weighed = weights.get(rule.id);
      return {
        rule: rule.id,
        version: rule.version,
        title: rule.title,
        severity: rule.severity,
        treatment: rule.treatment,
        baseWeight: weighed?.baseWeight ?? 0,
        weight: weighed?.weight ?? 0,
        cluster: rule.cluster,
        share: decision.shares.get(rule.id) ?? 0,
        evidence: evidenceOf(result),
        channelWithout: channelWithout(rule, input),
        source: rule.source,
      };
    })
    .sort((a, b) => b.share - a.share || byRule(a, b));
}

/** Leave one out: what the channel would be had this rule not fired, with all that it stands for. */
function channelWithout({ id, effect }: RiskRule, input: ChannelInput): RiskChannel {
  return decideChannel({
    ...input,
    fired: input.fired.filter(({ rule }) => rule.id !== id),
    targets: input.targets.filter(({ kind }) => kind !== effect?.target),
    draw: effect?.randomDraw ? undefined : input.draw,
  }).channel;
}

/** Those that could still fire first, the most severe before the others: what an officer has to chase. */
export function indeterminateRules(results: readonly RuleResult[]): readonly IndeterminateRule[] {
  return results
    .flatMap(result => (result.status === 'INDETERMINATE' ? [result] : []))
    .sort(
      (a, b) =>
        Number(b.couldFire) - Number(a.couldFire) ||
        b.rule.severity - a.rule.severity ||
        (a.rule.id < b.rule.id ? -1 : 1),
    )
    .map(({ rule, missing: [first, ...others], couldFire }) => ({
      rule: rule.id,
      title: rule.title,
      ...first,
      otherFields: others.map(({ field }) => field),
      couldFire,
    }));
}

/** What the port is alarmed about: OPS rules, and risks that cannot wait for an officer. */
export function alerts(live: readonly RuleResult[]): readonly RuleNote[] {
  return notes(live.filter(({ rule }) => rule.alert || rule.treatment === 'OPS'));
}

export function notes(results: readonly RuleResult[]): readonly RuleNote[] {
  return results
    .map(result => ({ rule: result.rule.id, title: result.rule.title, evidence: evidenceOf(result) }))
    .sort(byRule);
}

function evidenceOf(result: RuleResult): readonly Evidence[] {
  return 'evidence' in result ? result.evidence : [];
}

function byRule(a: { readonly rule: string }, b: { readonly rule: string }): number {
  return a.rule < b.rule ? -1 : 1;
}
