import type { TraceEntry } from './decide-channel.ts';
import type { FieldPath } from './field-path.ts';
import type { RiskChannel } from './risk-channel.ts';
import type { RiskRule, RuleSource, Severity, Treatment } from './risk-rule.ts';
import type { Evidence } from './witness.ts';

export type RuleStatus = 'FIRED' | 'NOT_FIRED' | 'INDETERMINATE' | 'SUPPRESSED' | 'SHADOW_FIRED' | 'ERROR';

export interface FiredRule {
  readonly rule: string;
  readonly version: string;
  readonly title: string;
  readonly severity: Severity;
  readonly treatment: Treatment;
  readonly baseWeight: number;
  readonly weight: number; // after modulation
  readonly cluster: string;
  readonly share: number; // what it adds to the score after damping
  readonly evidence: readonly Evidence[];
  readonly channelWithout: RiskChannel;
  readonly source: RuleSource;
}

export interface IndeterminateRule {
  readonly rule: string;
  readonly title: string;
  readonly field: FieldPath;
  readonly feed?: string | undefined;
  readonly otherFields: readonly FieldPath[];
  readonly couldFire: boolean; // false: what is known already rules the rule out, whatever the field will say
}

export interface RuleNote {
  readonly rule: string;
  readonly title: string;
  readonly evidence: readonly Evidence[];
}

export interface SuppressedRule {
  readonly rule: string;
  readonly title: string;
  readonly by: Suppressor;
}
export type Suppressor = 'WHITELIST' | 'WAIVER';

export type Control = 'DOCUMENT_CHECK' | 'SCAN' | 'MANUAL_INSPECTION' | 'PARTNER_IMAGE_REVIEW';

export interface ControlOrder {
  readonly control: Control;
  readonly rules: readonly string[]; // whose doubt it can settle
}

/** What makes an assessment replayable. */
export interface AssessmentStamp {
  readonly packName: string;
  readonly packVersion: string;
  readonly packHash: string;
  readonly listsHash: string;
  readonly contextHash: string;
  readonly engineVersion: string;
}

export interface Assessment extends AssessmentStamp {
  readonly consignment?: string | undefined;
  readonly assessedAt?: string | undefined;
  readonly channel: RiskChannel;
  readonly score: number;
  readonly fired: readonly FiredRule[]; // the heaviest share first
  readonly indeterminate: readonly IndeterminateRule[]; // those that could still fire first
  readonly suppressed: readonly SuppressedRule[];
  readonly shadow: readonly RuleNote[];
  readonly errors: readonly { readonly rule: string; readonly reason: string }[];
  readonly mitigations: readonly RuleNote[];
  readonly controls: readonly ControlOrder[];
  readonly conditions: readonly string[];
  readonly alerts: readonly RuleNote[];
  readonly statuses: Readonly<Record<RiskRule['id'], RuleStatus>>;
  readonly trace: readonly TraceEntry[];
}
