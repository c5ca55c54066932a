import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { type JsonReading, readText, report } from '../formats/json-reading.ts';

/** DCSA Track & Trace 2.2 and 3.0, equipmentEventTypeCode; AVDO to CUSR since 3.0. */
const EQUIPMENT = new Map<string, EventType>([
  ['LOAD', 'LOAD'],
  ['DISC', 'DISCHARGE'],
  ['GTIN', 'GATE_IN'],
  ['GTOT', 'GATE_OUT'],
  ['STUF', 'STUFFING'],
  ['STRP', 'STRIPPING'],
  ['PICK', 'PICK_UP'],
  ['DROP', 'DROP_OFF'],
  ['INSP', 'INSPECTED'],
  ['RSEA', 'RESEALED'],
  ['RMVD', 'REMOVED'],
  ['AVDO', 'AVAILABLE_FOR_DROP_OFF'],
  ['AVPU', 'AVAILABLE_FOR_PICK_UP'],
  ['CROS', 'BORDER_CROSSED'],
  ['CUSS', 'CUSTOMS_SELECTED_FOR_SCAN'],
  ['CUSI', 'CUSTOMS_SELECTED_FOR_INSPECTION'],
  ['CUSR', 'CUSTOMS_RELEASED'],
]);

const TRANSPORT = new Map<string, EventType>([
  ['ARRI', 'ARRIVAL'],
  ['DEPA', 'DEPARTURE'],
]);

const CONDITION = new Map<string, EventType>([
  ['DETC', 'CONDITION_READ'],
  ['MEAS', 'CONDITION_READ'],
  ['ADJU', 'CONDITION_READ'],
]);

/**
 * shipmentEventTypeCode of any document. An amendment or update that is under way leaves the document pending; one that is
 * declined or withdrawn is rejected; one that is confirmed is approved.
 */
const DOCUMENT = new Map<string, EventType>([
  ['RECE', 'DOCUMENT_RECEIVED'],
  ['DRFT', 'DOCUMENT_DRAFTED'],
  ['PENA', 'DOCUMENT_PENDING'],
  ['PENU', 'DOCUMENT_PENDING'],
  ['PENM', 'DOCUMENT_PENDING'],
  ['PSAM', 'DOCUMENT_PENDING'],
  ['PSDL', 'DOCUMENT_PENDING'],
  ['REQS', 'DOCUMENT_PENDING'],
  ['AMRE', 'DOCUMENT_PENDING'],
  ['AMPR', 'DOCUMENT_PENDING'],
  ['UPRE', 'DOCUMENT_PENDING'],
  ['UPDT', 'DOCUMENT_PENDING'],
  ['CARE', 'DOCUMENT_PENDING'],
  ['REJE', 'DOCUMENT_REJECTED'],
  ['DECL', 'DOCUMENT_REJECTED'],
  ['AMCN', 'DOCUMENT_REJECTED'],
  ['AMDC', 'DOCUMENT_REJECTED'],
  ['UPCN', 'DOCUMENT_REJECTED'],
  ['UPDC', 'DOCUMENT_REJECTED'],
  ['CADC', 'DOCUMENT_REJECTED'],
  ['APPR', 'DOCUMENT_APPROVED'],
  ['CONF', 'DOCUMENT_APPROVED'],
  ['CMPL', 'DOCUMENT_APPROVED'],
  ['AMCF', 'DOCUMENT_APPROVED'],
  ['UPCF', 'DOCUMENT_APPROVED'],
  ['ISSU', 'DOCUMENT_ISSUED'],
  ['SURR', 'DOCUMENT_SURRENDERED'],
  ['SUAM', 'DOCUMENT_SURRENDERED'],
  ['SUDL', 'DOCUMENT_SURRENDERED'],
  ['SUBM', 'DOCUMENT_SUBMITTED'],
  ['VOID', 'DOCUMENT_VOID'],
  ['CANC', 'DOCUMENT_VOID'],
  ['CACF', 'DOCUMENT_VOID'],
  ['HOLD', 'DOCUMENT_HELD'],
  ['RELS', 'DOCUMENT_RELEASED'],
]);

/** shipmentEventTypeCode where the document is a booking (BKG) or the request for one (CBR). */
const BOOKING = new Map<string, EventType>([
  ['RECE', 'BOOKING_REQUESTED'],
  ['REQS', 'BOOKING_REQUESTED'],
  ['SUBM', 'BOOKING_REQUESTED'],
  ['CONF', 'BOOKING_CONFIRMED'],
  ['APPR', 'BOOKING_CONFIRMED'],
  ['REJE', 'BOOKING_REJECTED'],
  ['DECL', 'BOOKING_REJECTED'],
  ['CANC', 'BOOKING_CANCELLED'],
  ['CACF', 'BOOKING_CANCELLED'],
  ['VOID', 'BOOKING_CANCELLED'],
  ['AMCF', 'BOOKING_CHANGED'],
  ['UPCF', 'BOOKING_CHANGED'],
]);

/** A proof of delivery (PFD) that exists says that the cargo was delivered. */
const PROOF_OF_DELIVERY = new Map<string, EventType>([
  ['RECE', 'CARGO_DELIVERED'],
  ['ISSU', 'CARGO_DELIVERED'],
  ['CMPL', 'CARGO_DELIVERED'],
]);

export type CodeList =
  | 'equipmentEventTypeCode'
  | 'transportEventTypeCode'
  | 'shipmentEventTypeCode'
  | 'iotEventTypeCode'
  | 'reeferEventTypeCode';

const LISTS: Readonly<Record<CodeList, ReadonlyMap<string, EventType>>> = {
  equipmentEventTypeCode: EQUIPMENT,
  transportEventTypeCode: TRANSPORT,
  shipmentEventTypeCode: DOCUMENT,
  iotEventTypeCode: CONDITION,
  reeferEventTypeCode: CONDITION,
};

/**
 * The type of the event whose code stands at the pointer: by the partner's own mapping of the list, else by DCSA's; a
 * shipment code is read in the light of its document. A code of neither refuses the event.
 */
export function readEventType(
  reading: JsonReading,
  pointer: string,
  list: CodeList,
  documentType?: string,
): EventType | undefined {
  const code = readText(reading, pointer) ?? '';
  const mapped = mappedCode(reading.profile, list, code);
  const special = list === 'shipmentEventTypeCode' ? ofDocument(documentType)?.get(code) : undefined;
  const type = mapped === undefined ? (special ?? LISTS[list].get(code)) : EVENT_TYPES.find(known => known === mapped);
  if (!type) {
    const message = `"${code.slice(0, 40)}" is no ${list} of DCSA, nor mapped for this feed`;
    report(reading, pointer, 'CODE_UNKNOWN', message, 'Send a code of the list, or have this one mapped.', 'ERROR');
  }
  return type;
}

export function isBookingDocument(documentType: string | undefined): boolean {
  return documentType === 'BKG' || documentType === 'CBR';
}

function mappedCode(profile: MappingProfile, list: CodeList, code: string): string | undefined {
  const own = Object.hasOwn(profile.codes, list) ? profile.codes[list] : undefined;
  return own && Object.hasOwn(own, code) ? own[code] : undefined;
}

function ofDocument(documentType: string | undefined): ReadonlyMap<string, EventType> | undefined {
  if (isBookingDocument(documentType)) return BOOKING;
  return documentType === 'PFD' ? PROOF_OF_DELIVERY : undefined;
}
