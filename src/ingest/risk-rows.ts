import type { EventType } from '../messages/event-type.ts';
import type { PassageState } from '../risk/lane/decide-passage.ts';
import type { RiskChannel } from '../risk/risk-channel.ts';
import type { NewLogRow } from '../store/event-log.ts';
import { ownRow } from './own-row.ts';

export interface RiskNews {
  readonly type: Extract<
    EventType,
    'RISK_ASSESSED' | 'CHANNEL_DECIDED' | 'CHANNEL_RAISED' | 'CHANNEL_LOWERED' | 'LANE_DECIDED'
  >;
  readonly consignmentId: string;
  readonly country: string;
  readonly channel: RiskChannel;
  readonly previousChannel: RiskChannel | null;
  readonly assessmentId: string;
  readonly officerOrder: string | null;
  /** For a vehicle at a gate. */
  readonly lane?: PassageState | undefined;
  /** Absent: everybody who sees the consignment. */
  readonly accessKeys?: readonly string[] | undefined;
}

/** News of risk control. */
export function riskRow({ accessKeys, ...news }: RiskNews, now: Date): NewLogRow {
  const { type, consignmentId, assessmentId } = news;
  const own = { type, consignmentId, of: [assessmentId], correction: false, cause: null, tells: { risk: news } };
  return { ...ownRow(own, now), ...(accessKeys && { accessKeys }) };
}
