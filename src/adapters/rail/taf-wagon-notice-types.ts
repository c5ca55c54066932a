import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { EventFact } from '../../messages/fact.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

export interface WagonNotice {
  /** Absent where a status of the message says it. */
  readonly type?: EventType;
  readonly classifier: EventClassifier;
  readonly subject: EventFact['subject'];
  /** The name of the time that is meant, where an edition gives several. */
  readonly time: RegExp;
}

const of = (type: EventType, subject: EventFact['subject'], time: RegExp): WagonNotice => ({
  type,
  classifier: 'ACT',
  subject,
  time,
});

/**
 * TAF TSI 5002 to 5016, and what each says of its wagon (TSI 4.2.6 to 4.2.8). An interchange hands the wagon from one railway undertaking to
 * the next: offered, received, or refused, which keeps it where it stands.
 */
const NOTICES: Readonly<Record<string, WagonNotice>> = codeTable({
  WagonReleaseNotice: of('AVAILABLE_FOR_PICK_UP', 'GOODS', /Release|Ready/),
  WagonDepartureNotice: of('DEPARTURE', 'TRANSPORT', /Depart|Pull/),
  WagonYardArrival: of('ARRIVAL', 'TRANSPORT', /Arriv/),
  WagonYardDeparture: of('DEPARTURE', 'TRANSPORT', /Depart/),
  WagonArrivalNotice: of('ARRIVAL', 'TRANSPORT', /Arriv/),
  WagonDeliveryNotice: of('CARGO_DELIVERED', 'GOODS', /Deliver|Plac/),
  WagonInterchangeNotice: of('DROP_OFF', 'GOODS', /Interchange|Hand/),
  WagonInterchangeSubNotice: of('DROP_OFF', 'GOODS', /Interchange|Hand/),
  WagonReceivedAtInterchange: of('PICK_UP', 'GOODS', /Receiv|Interchange/),
  WagonRefusedAtInterchange: of('DELAYED', 'TRANSPORT', /Refus|Interchange/),
  WagonException: of('DELAYED', 'TRANSPORT', /Exception|Interrupt/),
  WagonExceptionReason: of('DELAYED', 'TRANSPORT', /Exception|Interrupt/),
  WagonETI_ETA: { type: 'ARRIVAL', classifier: 'EST', subject: 'TRANSPORT', time: /ET[AI]|Estimat|Expect/ },
  WagonMovementNotice: { classifier: 'ACT', subject: 'TRANSPORT', time: /./ },
});

/** `WagonArrivalNoticeMessage`, `WagonETI_ETA_Message`: the notice without the word Message. */
export function noticeName(root: string): string {
  return root.replace(/_?Message$/, '');
}

export function wagonNotice(root: string): WagonNotice | undefined {
  const name = noticeName(root);
  return Object.hasOwn(NOTICES, name) ? NOTICES[name] : undefined;
}
