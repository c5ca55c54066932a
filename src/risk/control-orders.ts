import type { Control, ControlOrder } from './assessment.ts';
import type { ChannelDecision } from './decide-channel.ts';
import { isBelow, type RiskChannel } from './risk-channel.ts';
import type { Treatment } from './risk-rule.ts';
import type { WeighedRule } from './weighed-rule.ts';

const CONTROLS: readonly (readonly [Exclude<RiskChannel, 'RELEASE'>, Treatment])[] = [
  ['MANUAL_INSPECTION', 'MANUAL'],
  ['SCAN', 'SCAN'],
  ['DOCUMENT_CHECK', 'DOC'],
];

/** What to do, the most intrusive first, and for which rules. A control above the decided channel is not ordered. */
export function controlsFor(
  { channel, trace }: ChannelDecision,
  fired: readonly WeighedRule[],
): readonly ControlOrder[] {
  if (channel === 'RELEASE') return [];
  const orders: ControlOrder[] = CONTROLS.filter(([control]) => !isBelow(channel, control))
    .map(([control, treatment]) => ({ control: control as Control, rules: rulesTreatedBy(treatment, fired) }))
    .filter(({ control, rules }) => control === channel || rules.length > 0);
  const images = channel === 'DOCUMENT_CHECK' && trace.some(({ step }) => step === 'MUTUAL_RECOGNITION');
  return images ? [...orders, { control: 'PARTNER_IMAGE_REVIEW', rules: rulesTreatedBy('SCAN', fired) }] : orders;
}

function rulesTreatedBy(treatment: Treatment, fired: readonly WeighedRule[]): readonly string[] {
  return fired.filter(({ rule }) => rule.treatment === treatment).map(({ rule }) => rule.id);
}
