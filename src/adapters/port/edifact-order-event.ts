import type { ConveyanceClaim, EquipmentClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { EventFact, RetractionFact } from '../../messages/fact.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { dtmQualifier, findDtm, readDtm } from '../formats/edifact-time.ts';
import { boxEventKey } from './edifact-box-key.ts';
import type { OrderReading } from './edifact-order.ts';

/** What an order or plan says of one box, or of as many boxes of a kind as a booking has. */
export interface OrderedMove {
  readonly event: EventType;
  readonly classifier: EventClassifier;
  readonly time: TimeValue | undefined;
  readonly equipment: EquipmentClaim;
  readonly references: readonly Reference[];
  readonly place?: PlaceClaim | undefined;
  readonly conveyance?: ConveyanceClaim | undefined;
  readonly movement?: EventFact['movement'];
  readonly rawCode: string;
  readonly reason?: string | undefined;
  readonly remarks?: string;
}

/** The event, or the retraction of it where the order is cancelled (1225 = 1, 3). A cancellation needs no time. */
export function orderEvent(reading: OrderReading, move: OrderedMove): (EventFact | RetractionFact)[] {
  const { document, box, issues } = reading;
  const { references, equipment, place, time } = move;
  const key = boxEventKey(document, { event: move.event, equipment, references, ...(place ? { place } : {}) }, time);
  const origin = {
    position: box.eqd.position,
    references,
    key,
    revision: document.function === 'CORRECTS' ? 1 : 0,
    ...(document.updatedAt ? { updatedAt: document.updatedAt } : {}),
    ...(issues.length > 0 ? { issues } : {}),
  };
  if (document.function === 'RETRACTS') return [{ kind: 'RETRACTION', target: { key }, ...origin, revision: 2 }];
  return time ? [{ kind: 'EVENT', ...contentOf(move, time), ...origin }] : [];
}

function contentOf(move: OrderedMove, time: TimeValue) {
  const { equipment, place, conveyance, movement, reason, remarks } = move;
  return {
    type: move.event,
    classifier: move.classifier,
    time,
    ...(equipment.number === '' ? ({ subject: 'BOOKING' } as const) : ({ subject: 'EQUIPMENT', equipment } as const)),
    ...(place ? { place } : {}),
    ...(conveyance ? { conveyance } : {}),
    ...(movement ? { movement } : {}),
    rawCode: move.rawCode,
    ...(reason ? { reason } : {}),
    ...(remarks ? { remarks } : {}),
  };
}

/** Where a time may stand, in the order of preference: the segments, and the qualifiers (2005) to look for in them. */
export type TimeSource = readonly [segments: readonly EdifactSegment[], qualifiers: readonly string[]];

/**
 * The first time that is stated; else, in doubt, when the order was made. Undefined where a time is stated that is none, or none at all,
 * with the error: but for a cancellation, which needs none.
 */
export function readOrderTime(
  reading: OrderReading,
  sources: readonly TimeSource[],
  what: string,
): TimeValue | undefined {
  const { document, box, profile, issues } = reading;
  if (document.function === 'RETRACTS') return undefined;
  const dtm = sources.flatMap(([segments, qualifiers]) => findDtm(segments, qualifiers) ?? [])[0];
  if (dtm) {
    const time = readDtm(dtm, profile);
    if (!time) {
      const message = `"${dtm.component(1, 1)}" (DTM ${dtmQualifier(dtm)}) is no time`;
      issues.push(segmentIssue(dtm, 'VALUE', 'ERROR', message, 'Send CCYYMMDDHHMM with format 203.'));
    }
    return time;
  }
  const remedy = `Send the time of ${what} in DTM.`;
  const created = document.createdAt;
  const message = created
    ? `there is no time of ${what}; that of the message stands for it, ${created.raw}`
    : `there is no time of ${what}, nor of the message`;
  issues.push(segmentIssue(box.eqd, 'STRUCTURE', created ? 'WARNING' : 'ERROR', message, remedy));
  return created;
}
