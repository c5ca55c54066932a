import { contentHash } from '../consignment/canonical-json.ts';
import type { EventType } from '../messages/event-type.ts';
import type { PassageState } from '../risk/lane/decide-passage.ts';
import type { RiskChannel } from '../risk/risk-channel.ts';
import type { NewLogRow } from '../store/event-log.ts';

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

/** The hub's own news of risk control, of no origin: whoever sees the consignment is told. They stand in no consignment's graph. */
export function riskRow({ accessKeys, ...news }: RiskNews, now: Date): NewLogRow {
  const { type, consignmentId, assessmentId } = news;
  const eventId = contentHash([type, consignmentId, assessmentId]);
  const instant = now.toISOString();
  return {
    eventId,
    consignmentId,
    factId: null,
    type,
    classifier: 'ACT',
    places: [],
    equipment: null,
    correction: false,
    cause: null,
    ...(accessKeys && { accessKeys }),
    body: {
      type,
      classifier: 'ACT',
      time: { raw: instant, instant, zoneSource: 'EXPLICIT', precision: 'MILLISECOND' },
      subject: 'GOODS',
      journeys: [],
      references: [],
      effective: true,
      correction: false,
      fact: eventId,
      risk: news,
    },
  };
}
