import type { ConveyanceClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { EventFact, RetractionFact } from '../../messages/fact.ts';
import { isNullValue } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { quoteJourney } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { readEquipment } from './edifact-box-equipment.ts';
import { readMovement } from './edifact-box-movement.ts';
import { distinct, quoteBox } from './edifact-box-references.ts';
import { boxRemarks } from './edifact-box-remarks.ts';
import type { OrderReading } from './edifact-order.ts';
import { orderEvent } from './edifact-order-event.ts';

export interface PlannedMove {
  readonly event: EventType;
  readonly place: PlaceClaim | undefined;
  /** Read after the box itself, so that the issues come in order; it may refuse the box. */
  readonly time: () => TimeValue | undefined;
  readonly movement?: EventFact['movement'];
  readonly conveyance?: ConveyanceClaim | undefined;
}

/** A move of one named box that is ordered, announced or planned. A box without number is refused. */
export function readMove(reading: OrderReading, planned: PlannedMove): (EventFact | RetractionFact)[] {
  const { box, document, issues } = reading;
  if (isNullValue(reading.profile, box.eqd.element(2))) {
    const remedy = 'Send the number of the box in EQD.';
    issues.push(segmentIssue(box.eqd, 'STRUCTURE', 'ERROR', 'EQD names no equipment', remedy));
    return [];
  }
  const equipment = readEquipment(reading);
  const conveyance = planned.conveyance ?? reading.conveyance;
  return orderEvent(reading, {
    event: planned.event,
    classifier: 'PLN',
    equipment,
    movement: readMovement(box.eqd, issues) ?? planned.movement,
    references: distinct([
      ...quoteBox(reading, equipment),
      ...quoteJourney(reading.conveyance),
      ...quoteJourney(planned.conveyance),
    ]),
    place: planned.place,
    conveyance,
    time: planned.time(),
    rawCode: `UN/EDIFACT 1001:${document.bgm.code(1) || document.type}`,
    remarks: boxRemarks(box),
  });
}
