import type { EquipmentClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter } from '../adapter.ts';
import { quoteJourney } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { readEquipment } from './edifact-box-equipment.ts';
import { allSegments } from './edifact-box-groups.ts';
import { readMovement } from './edifact-box-movement.ts';
import { distinct, quoteBox } from './edifact-box-references.ts';
import { boxRemarks } from './edifact-box-remarks.ts';
import { readBookings } from './edifact-coparn-booking.ts';
import { mappedEvent } from './edifact-document-event.ts';
import { type Order, type OrderReading, readBoxes, readOrder } from './edifact-order.ts';
import { orderEvent, readOrderTime } from './edifact-order-event.ts';
import { ACTIVITY, findPlace } from './edifact-order-place.ts';

/**
 * ITIGG took 11, 12 and 27 for the acceptance order, the release order and the advice of impending arrival, 690 for calling down import
 * boxes; the UN list has 126 and 170, 108 and 129, and 104.
 */
const DOCUMENT_NAMES: Readonly<Record<string, EventType>> = codeTable({
  '11': 'AVAILABLE_FOR_DROP_OFF',
  '12': 'AVAILABLE_FOR_PICK_UP',
  '27': 'GATE_IN',
  '104': 'GATE_IN',
  '108': 'AVAILABLE_FOR_PICK_UP',
  '126': 'AVAILABLE_FOR_DROP_OFF',
  '129': 'AVAILABLE_FOR_PICK_UP',
  '170': 'AVAILABLE_FOR_DROP_OFF',
  '690': 'AVAILABLE_FOR_PICK_UP',
});
const TYPE = { name: 'COPARN', documentNames: Object.keys(DOCUMENT_NAMES) };

/** List 3227: empties are sent out from 98 and returned to 99; goods are received at 88. */
const PICK_UP_PLACES = [...ACTIVITY, '98', '88'];
const DROP_OFF_PLACES = [...ACTIVITY, '99', '88', '98', '9'];
/** List 2005: collection, its earliest time, effective. */
const PICK_UP_TIMES = ['201', '200', '234', '7'];
const DROP_OFF_TIMES = ['64', '7', '132', '2'];

/** Container announcement (UN/EDIFACT COPARN, D.95B and later): orders to release and to accept boxes, with their booking. */
export const coparnAdapter: Adapter = {
  name: 'port/edifact-coparn',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readCoparn(message, profile, issues)),
};

function readCoparn(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const order = readOrder('COPARN', message, profile, issues);
  if (!order) return { facts: [] };
  const bookings = readBookings(order, issues);
  const event = eventOf(order, bookings.length > 0, issues);
  if (!event) return { facts: bookings };
  const { facts, refusals } = readBoxes(order, issues, reading => readBox(reading, event));
  return { facts: [...bookings, ...facts], ...(refusals ? { refusals } : {}) };
}

/** What an unknown order asks for, nobody can say; the booking that it quotes stands all the same. */
function eventOf({ document, profile }: Order, booked: boolean, issues: FeedIssue[]): EventType | undefined {
  const code = document.bgm.code(1);
  const known = mappedEvent(profile, 'documentName', code) ?? DOCUMENT_NAMES[code];
  if (known) return known;
  const message = `"${code}" (1001) is no order of COPARN that is known${booked ? '; only its booking is read' : ''}`;
  const remedy = 'Send 12 (release) or 11 (acceptance), or have the code mapped for this feed.';
  issues.push(segmentIssue(document.bgm, 'CODE_UNKNOWN', booked ? 'WARNING' : 'ERROR', message, remedy));
  return undefined;
}

function readBox(reading: OrderReading, event: EventType): readonly Fact[] {
  const { box, header, document, conveyance, profile, issues } = reading;
  const named = !isNullValue(profile, box.eqd.element(2));
  const read = readEquipment(named ? reading : { ...reading, issues: [] });
  const equipment: EquipmentClaim = named ? read : { ...read, number: '' };
  const picksUp = event === 'AVAILABLE_FOR_PICK_UP';
  const times = picksUp ? PICK_UP_TIMES : DROP_OFF_TIMES;
  const when = [[allSegments(box), times] as const, [header.own, times] as const];
  return orderEvent(reading, {
    event,
    classifier: 'PLN',
    time: readOrderTime(reading, when, picksUp ? 'the release' : 'the acceptance'),
    equipment,
    references: distinct([...quoteBox(reading, equipment), ...quoteJourney(conveyance)]),
    place: findPlace([box, header], picksUp ? PICK_UP_PLACES : DROP_OFF_PLACES, reading),
    conveyance,
    movement: readMovement(box.eqd, issues),
    rawCode: `UN/EDIFACT 1001:${document.bgm.code(1)}`,
    remarks: [named ? '' : countOf(reading, read), boxRemarks(box)].filter(text => text !== '').join('; '),
  });
}

/** EQN is the number of boxes of the kind, where they have no numbers yet. */
function countOf({ box }: OrderReading, { sizeType, fullness }: EquipmentClaim): string {
  const eqn = box.own.find(segment => segment.tag === 'EQN')?.element(1) || '1';
  return [`${eqn} ×`, sizeType ?? 'box', fullness?.toLowerCase() ?? ''].filter(text => text !== '').join(' ');
}
