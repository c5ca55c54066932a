import type { RiskChannel } from './risk-channel.ts';

export const SEVERITIES = [1, 2, 3, 4, 5] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The control that can confirm the doubt. OPS alarms the port and adds nothing to the score; NONE is for mitigations. */
export const TREATMENTS = ['DOC', 'SCAN', 'MANUAL', 'OPS', 'NONE'] as const;
export type Treatment = (typeof TREATMENTS)[number];

export const RULE_KINDS = ['risk', 'instruction', 'random', 'mitigation'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** LIVE rules decide. SHADOW rules are evaluated and recorded, never acted on. */
export const RULE_MODES = ['LIVE', 'SHADOW'] as const;
export type RuleMode = (typeof RULE_MODES)[number];

/** What a fired rule does besides weighing. */
export interface RuleEffect {
  readonly allFactor?: number | undefined; // on every modulable rule
  readonly physicalFactor?: number | undefined; // on modulable rules that need a physical look
  readonly scanToDocumentWithImage?: boolean | undefined;
  readonly target?: 'MUST' | 'SHOULD' | undefined; // stands for the targets of that kind
  readonly randomDraw?: boolean | undefined;
}

export interface RuleSource {
  readonly organisation: string;
  readonly document: string;
  readonly seen: string; // how much of the original was read: excerpt, summary, seed or known
}

/** Dotted paths into the reference context with the value put there; null takes the field away. */
export type ContextPatch = Readonly<Record<string, unknown>>;

export interface RuleCases {
  readonly fires: readonly ContextPatch[];
  readonly silent: readonly ContextPatch[];
}

export interface RiskRule {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly group: string;
  readonly kind: RuleKind;
  readonly mode: RuleMode;
  readonly detects: string;
  readonly condition: string; // CEL over the risk context
  readonly requiredFields: readonly string[];
  readonly feeds: readonly string[];
  readonly stage: string;
  readonly severity: Severity;
  readonly weight: number;
  readonly treatment: Treatment;
  readonly channelFloor?: RiskChannel | undefined;
  readonly modulable: boolean; // false: hard evidence, which credit never reduces
  readonly cluster: string;
  readonly domain: string;
  readonly alert: boolean;
  readonly thresholdBasis: string;
  readonly effect?: RuleEffect | undefined;
  readonly source: RuleSource;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | undefined;
  readonly author: string;
  readonly approver: string;
  readonly cases: RuleCases;
}

/** Hard evidence that somebody has to look at: a seal, a weight, an image. */
export function isHardPhysical(rule: RiskRule): boolean {
  return rule.kind === 'risk' && !rule.modulable && needsPhysicalLook(rule);
}

export function needsPhysicalLook(rule: RiskRule): boolean {
  return rule.treatment === 'SCAN' || rule.treatment === 'MANUAL';
}
