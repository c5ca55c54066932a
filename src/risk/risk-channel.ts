/** From the least to the most intrusive control. */
export const RISK_CHANNELS = ['RELEASE', 'DOCUMENT_CHECK', 'SCAN', 'MANUAL_INSPECTION'] as const;
export type RiskChannel = (typeof RISK_CHANNELS)[number];

export function isBelow(channel: RiskChannel, other: RiskChannel): boolean {
  return RISK_CHANNELS.indexOf(channel) < RISK_CHANNELS.indexOf(other);
}

export function higherChannel(a: RiskChannel, b: RiskChannel): RiskChannel {
  return isBelow(a, b) ? b : a;
}

export function isRiskChannel(value: unknown): value is RiskChannel {
  return (RISK_CHANNELS as readonly unknown[]).includes(value);
}
