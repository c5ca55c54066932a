import type { Delivery } from '../ingest/receive-message.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../messages/mapping-profile.ts';
import { containerCheckDigit } from '../vocabulary/container-number.ts';

/** What happens to a box on its way out, as DCSA codes. */
const MOVES = ['PICK', 'STUF', 'GTIN', 'INSP', 'LOAD'] as const;
const MOVES_A_BOX = 10;
/** Boxes that are on their way at the same time: what a day of a terminal mixes. */
const BOXES_AT_ONCE = 200;
/** Every so many messages one is sent again, byte for byte. */
const REPEATED = 10;

const PROFILE: MappingProfile = {
  sender: 'meridian-ocean-line',
  country: 'SG',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

export interface StatusEvent {
  readonly id: string;
  readonly bill: string;
  readonly box: string;
  readonly code: string;
  readonly time: string;
}

/** Status events of boxes under their bills, ten a box, those of 200 boxes mixed; one message in ten is sent twice. */
export function* statusEvents(count: number): Generator<StatusEvent> {
  for (let i = 0, sent = 0; sent < count; i++) {
    const event = statusEvent(i);
    yield event;
    sent++;
    if (i % REPEATED === REPEATED - 1 && sent < count) {
      yield event;
      sent++;
    }
  }
}

function statusEvent(i: number): StatusEvent {
  const round = Math.floor(i / (BOXES_AT_ONCE * MOVES_A_BOX));
  const box = round * BOXES_AT_ONCE + (i % BOXES_AT_ONCE);
  return statusEventOf(box, Math.floor(i / BOXES_AT_ONCE) % MOVES_A_BOX);
}

/** The event of one step in the life of a box under a bill of its own. */
export function statusEventOf(box: number, step: number): StatusEvent {
  return {
    id: `event-${box}-${step}`,
    bill: `MDOL${String(box).padStart(8, '0')}`,
    box: boxNumber(box),
    code: MOVES[step % MOVES.length] ?? 'GTIN',
    time: new Date(Date.UTC(2026, 0, 1 + (box % 300), step)).toISOString(),
  };
}

/** A million boxes of one owner, then those of the next. */
function boxNumber(box: number): string {
  const owner = `MDL${box < 1_000_000 ? 'U' : 'J'}`;
  const serial = `${owner}${String(box % 1_000_000).padStart(6, '0')}`;
  return `${serial}${containerCheckDigit(serial)}`;
}

/** As a carrier pushes it: DCSA Track & Trace 3.0, one event a message. */
export function asDelivery({ id, bill, box, code, time }: StatusEvent): Delivery {
  const message = {
    eventID: id,
    eventRouting: {
      originatingParty: { partyCode: 'MDOL', codeListProvider: 'SMDG', codeListName: 'LCL', partyFunction: 'CA' },
    },
    eventDateTime: time,
    eventUpdatedDateTime: time,
    eventClassification: { eventTypeCode: 'EQUIPMENT', eventClassifierCode: 'ACT', equipmentEventTypeCode: code },
    eventLocation: { UNLocationCode: 'SGSIN', locationName: 'Singapore' },
    equipmentDetails: { equipmentReference: box, emptyIndicatorCode: 'LADEN', movementType: 'EXPORT' },
    shipmentDetails: { documentReference: { typeCode: 'TRD', reference: bill } },
  };
  return { feed: 'port', profile: PROFILE, bytes: new TextEncoder().encode(JSON.stringify(message)) };
}

/** As a terminal sends it: CODECO gate moves, so many messages an interchange. A message that comes again does so in a later interchange. */
export function* asInterchanges(events: Iterable<StatusEvent>, size: number): Generator<Delivery> {
  let messages: string[] = [];
  let number = 0;
  const interchange = () => {
    const text = `UNB+UNOA:2+JST+MDOL+260101:0900+${++number}'${messages.join('')}UNZ+${messages.length}+${number}'`;
    messages = [];
    return { feed: 'port' as const, profile: PROFILE, bytes: new TextEncoder().encode(text) };
  };
  for (const event of events) if (messages.push(gateMove(event)) === size) yield interchange();
  if (messages.length > 0) yield interchange();
}

function gateMove({ id, bill, box, time }: StatusEvent): string {
  const at = time.replace(/\D/g, '').slice(0, 12);
  return `UNH+${id}+CODECO:D:95B:UN:ITG14'BGM+34+${id}+9'TDT+20++1++MDOL:172:20+++9321483:146:11:EMMA'NAD+CF+MDOL:160:20'EQD+CN+${box}+45G1:102:5++3+5'RFF+BM:${bill}'DTM+7:${at}:203'LOC+165+SGSIN:139:6'CNT+16:1'UNT+10+${id}'`;
}
