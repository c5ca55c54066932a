import type { Assessment } from '../risk/assessment.ts';
import type { LoweringReason } from '../risk/officer-order.ts';
import type { RiskChannel } from '../risk/risk-channel.ts';
import type { RulePack } from '../risk/rule-pack.ts';

export interface Lowering {
  readonly channel: RiskChannel;
  readonly reasonCode: LoweringReason;
  readonly text: string;
}

export interface InspectionRecord {
  readonly number: string;
  readonly method: 'DOCUMENT' | 'NII_H986' | 'MANUAL' | 'REMOTE' | 'SAMPLE' | 'QUARANTINE';
  readonly result: 'CONFORMING' | 'NON_CONFORMING' | 'PENDING' | 'INCONCLUSIVE';
  readonly performedAt: Date;
  readonly place?: string | undefined;
  readonly containers: readonly string[];
  readonly imageAvailable?: boolean | undefined;
  readonly sealApplied?: string | undefined;
  readonly findings?: string | undefined;
}

/** What a customs officer does about the risk of a consignment, in the own name and for the own country. */
export interface RiskDesk {
  readonly country: string;
  /** Throws where nothing was told yet that could be lowered, or where an order or a draw binds the channel. */
  lowerChannel(consignmentId: string, lowering: Lowering): Promise<{ assessment: Assessment; pack: RulePack }>;
  /** Answers the id of the fact. */
  recordInspection(consignmentId: string, inspection: InspectionRecord): Promise<string>;
}
