import type { EquipmentClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, RetractionFact } from '../../messages/fact.ts';
import { quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter } from '../adapter.ts';
import { booleanAt, hasMember, isJsonObject } from '../formats/json-pointer.ts';
import { inside, type JsonReading, readText, readTimeAt, report } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { describeCondition } from './dcsa-condition.ts';
import { readReplacements } from './dcsa-document-replacements.ts';
import { isLinkingDocument, quoteDocument, quoteDocuments, quoteOnce } from './dcsa-documents.ts';
import { quoteShipmentReferences, readBox } from './dcsa-equipment.ts';
import { type CodeList, isBookingDocument, readEventType } from './dcsa-event-codes.ts';
import {
  type EventStandard,
  looksLikeEvents,
  readEvents,
  refuseStranger,
  warnOfReportTime,
} from './dcsa-event-list.ts';
import { readDcsaPlace, refusePlaceless, warnOfPortVisit } from './dcsa-place.ts';
import schema from './dcsa-track-and-trace-3.schema.json' with { type: 'json' };
import { readTransportCall } from './dcsa-transport-call.ts';

type Category = 'SHIPMENT' | 'TRANSPORT' | 'EQUIPMENT' | 'IOT' | 'REEFER';

const LISTS: Readonly<Record<Category, CodeList>> = {
  SHIPMENT: 'shipmentEventTypeCode',
  TRANSPORT: 'transportEventTypeCode',
  EQUIPMENT: 'equipmentEventTypeCode',
  IOT: 'iotEventTypeCode',
  REEFER: 'reeferEventTypeCode',
};

const MOVEMENTS = new Map<string, NonNullable<EventFact['movement']>>([
  ['IMPORT', 'IMPORT'],
  ['EXPORT', 'EXPORT'],
  ['TRANSSHIPMENT', 'TRANSHIPMENT'],
]);

const standard: EventStandard = {
  messageType: 'DCSA TNT 3.0',
  check: compileJsonSchema(schema),
  isEvent: value => ['eventClassification', 'eventRouting', 'isRetracted'].some(name => hasMember(value, name)),
  read: reading => (booleanAt(reading.value, '/isRetracted') ? [readRetraction(reading)] : readEvent(reading)),
};

/** DCSA Track & Trace 3.0: events of five kinds, which their originating party may update and retract. */
export const dcsaTrackAndTrace3Adapter: Adapter = {
  name: 'port/dcsa-track-and-trace-3',
  version: 1,
  kind: 'port',
  recognises: glance => glance.format === 'JSON' && (looksLikeEvents(glance.json, standard) || isEmpty(glance.json)),
  read: (glance, profile) => readEvents(glance.json, profile, standard),
};

/** What GET /events answers when it finds none. */
function isEmpty(document: unknown): boolean {
  return isJsonObject(document) && Array.isArray(document.events) && document.events.length === 0;
}

/**
 * An event is known by its eventID within its originating party: code list provider, list name and party code (3.0.0,
 * Event.eventID). A later eventUpdatedDateTime overrides.
 */
function keyOf(reading: JsonReading): string {
  const party = inside(reading, '/eventRouting/originatingParty');
  const parts = ['/codeListProvider', '/codeListName', '/partyCode'].map(pointer => readText(party, pointer) ?? '');
  return [...parts, readText(reading, '/eventID') ?? ''].join('|');
}

/** 3.0.0, Event.isRetracted: any data other than the eventID is irrelevant. */
function readRetraction(reading: JsonReading): RetractionFact {
  const key = keyOf(reading);
  const updatedAt = readTimeAt(reading, '/eventUpdatedDateTime');
  if (key.startsWith('|||')) {
    const message = 'the retraction names no originating party: it meets only events that name none either';
    report(reading, '', 'STRUCTURE', message, 'Send eventRouting.originatingParty as in the event itself.');
  }
  return {
    kind: 'RETRACTION',
    position: { kind: 'POINTER', pointer: reading.pointer },
    references: [],
    key,
    target: { key },
    ...(updatedAt && { updatedAt }),
    ...(reading.issues.length > 0 && { issues: [...reading.issues] }),
  };
}

function readEvent(reading: JsonReading): readonly Fact[] {
  const classification = inside(reading, '/eventClassification');
  const category = readText(classification, '/eventTypeCode') as Category;
  const list = LISTS[category];
  const documentType = readText(reading, '/shipmentDetails/documentReference/typeCode');
  const type = readEventType(classification, `/${list}`, list, documentType);
  const time = readTimeAt(reading, '/eventDateTime', 'ERROR');
  const updatedAt = readTimeAt(reading, '/eventUpdatedDateTime');
  if (!type || !time) return [];
  const fact: EventFact = {
    kind: 'EVENT',
    type,
    classifier: readText(classification, '/eventClassifierCode') as EventFact['classifier'],
    time,
    subject: subjectOf(category, documentType),
    position: { kind: 'POINTER', pointer: reading.pointer },
    rawCode: rawCodeOf(reading, category, documentType),
    key: keyOf(reading),
    ...(updatedAt && { updatedAt }),
    ...readContent(reading, category),
  };
  warnOfReportTime(reading, '/eventUpdatedDateTime', fact, updatedAt);
  if (!documentType) refuseStranger(reading, fact);
  const shipment = inside(reading, '/shipmentDetails');
  return [
    reading.issues.length > 0 ? { ...fact, issues: [...reading.issues] } : fact,
    ...readReplacements(shipment, fact, carrierOf(reading)),
  ];
}

function subjectOf(category: Category, documentType: string | undefined): EventFact['subject'] {
  if (category === 'SHIPMENT') return isBookingDocument(documentType) ? 'BOOKING' : 'DOCUMENT';
  return category === 'TRANSPORT' ? 'TRANSPORT' : 'EQUIPMENT';
}

function rawCodeOf(reading: JsonReading, category: Category, documentType: string | undefined): string {
  const code = readText(reading, `/eventClassification/${LISTS[category]}`);
  const iot = category === 'IOT' ? readText(reading, '/iotDetails/iotEventCode') : undefined;
  return [category === 'SHIPMENT' ? documentType : undefined, code, iot].filter(Boolean).join(':');
}

type Content = Pick<EventFact, 'references' | 'place' | 'conveyance' | 'equipment' | 'movement' | 'reason' | 'remarks'>;

function readContent(reading: JsonReading, category: Category): Content {
  const code = readText(reading, `/eventClassification/${LISTS[category]}`);
  const call = readTransportCall(
    inside(reading, '/transportDetails/transportCall'),
    code === 'ARRI' || code === 'DISC',
  );
  const place = readDcsaPlace(inside(reading, '/eventLocation'), category === 'TRANSPORT' ? 'ERROR' : 'WARNING');
  if (category === 'TRANSPORT') refusePlaceless(reading, '/eventLocation', place);
  warnOfPortVisit(reading, '/transportDetails/transportCall/portVisitReference', place);
  const box = readBox(inside(reading, '/equipmentDetails'));
  const equipment: EquipmentClaim | undefined = box && {
    ...box,
    ...(call.wagon && { wagon: call.wagon }),
    ...(category === 'REEFER' && { reefer: true }),
  };
  return {
    references: quoteOnce([
      ...quoteEquipment(equipment ? [equipment] : []),
      ...quoteShipment(reading),
      ...call.references,
    ]),
    ...(place && { place }),
    ...(call.conveyance && { conveyance: call.conveyance }),
    ...(equipment && { equipment }),
    ...readWords(reading),
  };
}

function readWords(reading: JsonReading): Pick<EventFact, 'movement' | 'reason' | 'remarks'> {
  const movement = MOVEMENTS.get(readText(reading, '/equipmentDetails/movementType') ?? '');
  const reason = readText(reading, '/transportDetails/delayReasonCodes/0', '/shipmentDetails/reason');
  const remarks =
    readText(reading, '/transportDetails/changeRemark') ?? nameDocument(reading) ?? describeCondition(reading);
  return { ...(movement && { movement }), ...(reason && { reason }), ...(remarks && { remarks }) };
}

/** The number of a document that identifies no consignment is kept for people. */
function nameDocument(reading: JsonReading): string | undefined {
  const document = inside(reading, '/shipmentDetails/documentReference');
  const [type, number] = [readText(document, '/typeCode'), readText(document, '/reference')];
  return type && number && !isLinkingDocument(type) ? `${type} ${number}` : undefined;
}

function quoteShipment(reading: JsonReading): readonly Reference[] {
  const shipment = inside(reading, '/shipmentDetails');
  const carrier = carrierOf(reading);
  const type = readText(shipment, '/documentReference/typeCode');
  return [
    ...quoteDocument(type, readText(shipment, '/documentReference/reference'), carrier),
    ...quoteDocuments(shipment, '/additionalDocumentReferences', '/typeCode', '/reference', carrier),
    ...quoteShipmentReferences(shipment, '/shipmentReferences', '/typeCode', '/reference'),
  ];
}

/** Documents are the originating party's own where that is a carrier (UN/EDIFACT 3035 CA) by an SMDG or SCAC code. */
function carrierOf(reading: JsonReading): string | undefined {
  const party = inside(reading, '/eventRouting/originatingParty');
  const listed = ['SMDG', 'NMFTA'].includes(readText(party, '/codeListProvider') ?? '');
  const carrier = listed && readText(party, '/partyFunction') === 'CA' ? readText(party, '/partyCode') : undefined;
  return carrier ?? reading.profile.carrier;
}
