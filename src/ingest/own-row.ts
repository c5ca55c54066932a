import { contentHash } from '../consignment/canonical-json.ts';
import type { EventType } from '../messages/event-type.ts';
import type { NewLogRow } from '../store/event-log.ts';

export interface OwnNews {
  readonly type: EventType;
  readonly consignmentId: string;
  /** What makes it another event than the last of its type about the consignment. */
  readonly of: readonly string[];
  readonly correction: boolean;
  readonly cause: string | null;
  /** What the event tells besides. */
  readonly tells: Readonly<Record<string, unknown>>;
}

/**
 * An event of the hub's own, when the hub found out. It stands in no consignment's graph, and is of no origin: whoever sees anything of the
 * consignment is told (law 4.2).
 */
export function ownRow({ type, consignmentId, of, correction, cause, tells }: OwnNews, now: Date): NewLogRow {
  const eventId = contentHash([type, consignmentId, ...of]);
  const instant = now.toISOString();
  return {
    eventId,
    consignmentId,
    factId: null,
    type,
    classifier: 'ACT',
    places: [],
    equipment: null,
    correction,
    cause,
    body: {
      type,
      classifier: 'ACT',
      time: { raw: instant, instant, zoneSource: 'EXPLICIT', precision: 'MILLISECOND' },
      subject: 'GOODS',
      journeys: [],
      references: [],
      effective: true,
      correction,
      fact: eventId,
      ...tells,
    },
  };
}
