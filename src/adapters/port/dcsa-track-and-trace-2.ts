import type { ConveyanceClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import { quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter } from '../adapter.ts';
import { hasMember, isJsonObject } from '../formats/json-pointer.ts';
import { inside, type JsonReading, readText, readTimeAt } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
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
import { readDcsaPlace, refusePlaceless, unLocodesOf, warnOfMismatch } from './dcsa-place.ts';
import schema from './dcsa-track-and-trace-2.schema.json' with { type: 'json' };
import { quoteUniversalVoyages, quoteVoyages, readVessel, readVoyage, transportMode } from './dcsa-vessel.ts';

type Category = 'SHIPMENT' | 'TRANSPORT' | 'EQUIPMENT';

const LISTS: Readonly<Record<Category, CodeList>> = {
  SHIPMENT: 'shipmentEventTypeCode',
  TRANSPORT: 'transportEventTypeCode',
  EQUIPMENT: 'equipmentEventTypeCode',
};

const standard: EventStandard = {
  messageType: 'DCSA TNT 2.2',
  check: compileJsonSchema(schema),
  isEvent: value =>
    hasMember(value, 'eventType') &&
    ['eventClassifierCode', 'eventCreatedDateTime', 'eventDateTime'].some(name => hasMember(value, name)),
  read: readEvent,
};

/** DCSA Track & Trace 2.2: shipment, transport and equipment events, one or a list. It knows no retraction. */
export const dcsaTrackAndTrace2Adapter: Adapter = {
  name: 'port/dcsa-track-and-trace-2',
  version: 1,
  kind: 'port',
  recognises: glance => glance.format === 'JSON' && looksLikeEvents(glance.json, standard),
  read: (glance, profile) => readEvents(glance.json, profile, standard),
};

/** The key is the eventID; where an event is sent again under it, the later eventCreatedDateTime is in force. */
function readEvent(reading: JsonReading): readonly Fact[] {
  const category = readText(reading, '/eventType') as Category;
  const list = LISTS[category];
  const documentType = readText(reading, '/documentTypeCode');
  const type = readEventType(reading, `/${list}`, list, documentType);
  const time = readTimeAt(reading, '/eventDateTime', 'ERROR');
  const updatedAt = readTimeAt(reading, '/eventCreatedDateTime', 'ERROR');
  if (!type || !time) return [];
  const key = readText(reading, '/eventID');
  const rawCode = [documentType, readText(reading, `/${list}`)].filter(Boolean).join(':');
  const fact: EventFact = {
    kind: 'EVENT',
    type,
    classifier: readText(reading, '/eventClassifierCode') as EventFact['classifier'],
    time,
    subject: category === 'SHIPMENT' ? (isBookingDocument(documentType) ? 'BOOKING' : 'DOCUMENT') : category,
    position: { kind: 'POINTER', pointer: reading.pointer },
    rawCode,
    ...(key && { key }),
    ...(updatedAt && { updatedAt }),
    ...readContent(reading, category),
  };
  warnOfReportTime(reading, '/eventCreatedDateTime', fact, updatedAt);
  if (category !== 'SHIPMENT') refuseStranger(reading, fact);
  return [reading.issues.length > 0 ? { ...fact, issues: [...reading.issues] } : fact];
}

type Content = Pick<EventFact, 'references' | 'place' | 'conveyance' | 'equipment' | 'reason' | 'remarks'>;

function readContent(reading: JsonReading, category: Category): Content {
  const call = readCall(reading, category);
  const equipment = readBox(reading);
  const place = readPlace(reading, category, call.place);
  const reason = readText(reading, '/delayReasonCode', '/reason');
  const remarks = readText(reading, '/changeRemark') ?? nameDocument(reading, category);
  const carrier = reading.profile.carrier;
  return {
    references: quoteOnce([
      ...quoteEquipment(equipment ? [equipment] : []),
      ...quoteDocument(readText(reading, '/documentTypeCode'), readText(reading, '/documentID'), carrier),
      ...quoteDocuments(reading, '/documentReferences', '/documentReferenceType', '/documentReferenceValue', carrier),
      ...quoteShipmentReferences(reading, '/references', '/referenceType', '/referenceValue'),
      ...call.references,
    ]),
    ...(place && { place }),
    ...(call.conveyance && { conveyance: call.conveyance }),
    ...(equipment && { equipment }),
    ...(reason && { reason }),
    ...(remarks && { remarks }),
  };
}

/** The number of a document that identifies no consignment is kept for people. */
function nameDocument(reading: JsonReading, category: Category): string | undefined {
  const [type, number] = [readText(reading, '/documentTypeCode'), readText(reading, '/documentID')];
  return category === 'SHIPMENT' && !isLinkingDocument(type) && number ? `${type} ${number}` : undefined;
}

/** A box is where the event says, else at the transport call; a conveyance is at its call. */
function readPlace(reading: JsonReading, category: Category, ofCall: PlaceClaim | undefined): PlaceClaim | undefined {
  if (category === 'TRANSPORT') {
    refusePlaceless(reading, '/transportCall', ofCall);
    return ofCall;
  }
  const ofEvent = readDcsaPlace(inside(reading, '/eventLocation'));
  const [here] = unLocodesOf(ofEvent);
  const [there] = unLocodesOf(ofCall);
  const aboard = ['LOAD', 'DISC'].includes(readText(reading, '/equipmentEventTypeCode') ?? '');
  if (aboard && here && there && here !== there) warnOfMismatch(reading, '/eventLocation/UNLocationCode', here, there);
  return ofEvent ?? ofCall;
}

interface Call {
  readonly conveyance?: ConveyanceClaim;
  readonly place?: PlaceClaim;
  readonly references: readonly Reference[];
}

function readCall(event: JsonReading, category: Category): Call {
  const call = inside(event, '/transportCall');
  if (!isJsonObject(call.value)) return { references: [] };
  const mode = transportMode(readText(call, '/modeOfTransport'));
  const vessel = readVessel(inside(call, '/vessel'), mode);
  const importVoyage = readVoyage(call, '/importVoyageNumber');
  const exportVoyage = readVoyage(call, '/exportVoyageNumber');
  const arriving = readText(event, '/transportEventTypeCode', '/equipmentEventTypeCode');
  const isArriving = arriving === 'ARRI' || arriving === 'DISC';
  const journey = isArriving ? (importVoyage ?? exportVoyage) : (exportVoyage ?? importVoyage);
  const place = readDcsaPlace(call, category === 'TRANSPORT' ? 'ERROR' : 'WARNING');
  return {
    conveyance: { ...vessel, ...(journey && { journey }) },
    ...(place && { place }),
    references: [
      ...quoteVoyages(vessel, journey),
      ...quoteUniversalVoyages(
        readText(call, isArriving ? '/universalImportVoyageReference' : '/universalExportVoyageReference'),
      ),
    ],
  };
}
