import { higherChannel, type RiskChannel } from './risk-channel.ts';

/** An officer's decision to lower a channel, and which rules had fired when it was taken. */
export interface OfficerOrder {
  readonly channel: RiskChannel;
  readonly fired: readonly string[];
}

/** Why an officer may lower a channel; the record keeps it beside the officer's own words. */
export const LOWERING_REASONS = [
  'DOCUMENTS_SATISFY',
  'CONTROL_DONE_CONFORMING',
  'PARTNER_CONTROL_RECOGNISED',
  'DATA_CORRECTED',
  'KNOWN_FALSE_ALARM',
  'CAPACITY',
  'HUMANITARIAN_OR_PERISHABLE',
] as const;
export type LoweringReason = (typeof LOWERING_REASONS)[number];

/** An order holds until a rule fires that the officer did not know of; then it has ended for good. */
export function orderHolds(order: OfficerOrder, fired: readonly string[]): boolean {
  return fired.every(rule => order.fired.includes(rule));
}

/** No officer undoes an instruction that must be followed, or a draw: the channel never goes below what they ask for. */
export function orderedChannel(order: OfficerOrder, bindings: readonly (RiskChannel | undefined)[]): RiskChannel {
  return bindings.reduce<RiskChannel>(
    (channel, binding) => (binding ? higherChannel(channel, binding) : channel),
    order.channel,
  );
}
