import { applyPatch } from './apply-patch.ts';
import { evaluateRules, type RuleResult } from './evaluate-rules.ts';
import type { RiskContext } from './risk-context.ts';
import type { ContextPatch, RiskRule } from './risk-rule.ts';
import type { CleanStory, RulePack } from './rule-pack.ts';

export interface CaseFailure {
  readonly rule: string;
  readonly expected: 'fires' | 'silent';
  readonly story?: string; // the clean story on which it was to be silent
  readonly patch: ContextPatch;
  readonly status: RuleResult['status'] | 'NOT_IN_FORCE';
}

/** Runs each rule's own cases over the pack's reference context; the reference context itself and the clean stories must leave every rule silent. */
export function checkPackCases(pack: RulePack): readonly CaseFailure[] {
  const { referenceContext, rules } = pack;
  if (!referenceContext)
    return rules.map(({ rule }) => ({ rule: rule.id, expected: 'silent', patch: {}, status: 'NOT_IN_FORCE' }));
  const failures = rules.flatMap(compiled => {
    const alone = { ...pack, rules: [compiled] };
    const { rule } = compiled;
    const fail = (expected: CaseFailure['expected'], patches: readonly ContextPatch[]) =>
      patches.flatMap(patch => failure(rule, expected, patch, statusOf(alone, applyPatch(referenceContext, patch))));
    return [...fail('silent', [{}]), ...fail('fires', rule.cases.fires), ...fail('silent', rule.cases.silent)];
  });
  return [...failures, ...pack.stories.flatMap(story => firedOn(story, pack, referenceContext))];
}

/** What a clean consignment of another kind sets off. It may leave rules open, where its feeds have not spoken yet. */
function firedOn({ name, patch }: CleanStory, pack: RulePack, reference: RiskContext): readonly CaseFailure[] {
  const loud: readonly RuleResult['status'][] = ['FIRED', 'SHADOW_FIRED', 'ERROR'];
  return evaluateRules(pack, applyPatch(reference, patch), pack)
    .filter(({ status }) => loud.includes(status))
    .map(({ rule, status }) => ({ rule: rule.id, expected: 'silent', story: name, patch, status }));
}

function statusOf(pack: RulePack, context: RiskContext): CaseFailure['status'] {
  return evaluateRules(pack, context, pack)[0]?.status ?? 'NOT_IN_FORCE';
}

function failure(
  { id, mode }: RiskRule,
  expected: CaseFailure['expected'],
  patch: ContextPatch,
  status: CaseFailure['status'],
): readonly CaseFailure[] {
  const fired = mode === 'SHADOW' ? 'SHADOW_FIRED' : 'FIRED';
  return status === (expected === 'fires' ? fired : 'NOT_FIRED') ? [] : [{ rule: id, expected, patch, status }];
}
