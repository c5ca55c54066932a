import { applyPatch } from './apply-patch.ts';
import { type AssessmentInput, assessConsignment } from './assess-consignment.ts';
import type { Assessment, FiredRule } from './assessment.ts';
import type { RiskContext } from './risk-context.ts';
import type { ContextPatch } from './risk-rule.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

type Extra = Partial<Omit<AssessmentInput, 'context'>>;

export function assess(context: RiskContext, extra: Extra = {}): Assessment {
  return assessConsignment({
    context,
    pack: shippedPack,
    lists: shippedPack.lists,
    keywords: shippedPack.keywords,
    ...extra,
  });
}

/** The clean consignment with a patch, assessed by the shipped pack. */
export function assessed(patch: ContextPatch, extra: Extra = {}): Assessment {
  return assess(applyPatch(cleanContext, patch), extra);
}

export function firedRule(assessment: Assessment, id: string): FiredRule | undefined {
  return assessment.fired.find(({ rule }) => rule === id);
}

export function stepsOf(assessment: Assessment): readonly string[] {
  return assessment.trace.map(({ step }) => step);
}

export const PARTNER_CONTROL = {
  customs: 'SG',
  trusted: true,
  container: 'TCLU7654320',
  kind: 'SCAN',
  result: 'CONFORMING',
  at: '2026-02-28T00:00:00.000Z',
  sealAfter: 'SGH0091827',
  imageAvailable: true,
};

/** Two soft rules that a scan can settle: 30 + 15 for a standard importer. */
export const SOFT_SCAN: ContextPatch = { 'equip.0.hist.seizures36m': 1, 'c.routeKmRatio': 2 };
