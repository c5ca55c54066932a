import { assessConsignment, assessmentText } from './assess-consignment.ts';
import type { OfficerOrder } from './officer-order.ts';
import type { RiskChannel } from './risk-channel.ts';
import type { RulePack } from './rule-pack.ts';

/** An assessment with everything that it was made from, as it was kept. */
export interface KeptAssessment {
  readonly context: string;
  readonly notified: RiskChannel | null;
  readonly order: OfficerOrder | null;
  readonly result: string;
}

/** Judges the kept context again by the pack that judged it; answers the text, which must be the kept one, byte for byte. */
export function replayAssessment({ context, notified, order }: KeptAssessment, pack: RulePack): string {
  const { lists, keywords } = pack;
  return assessmentText(
    assessConsignment({
      context: JSON.parse(context),
      ...{ pack, lists, keywords },
      ...(notified && { notifiedChannel: notified }),
      ...(order && { officerOrder: order }),
    }),
  );
}
