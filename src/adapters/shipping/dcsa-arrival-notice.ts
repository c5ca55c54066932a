import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, TransportDocumentFact } from '../../messages/fact.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter } from '../adapter.ts';
import { doubtsOf, eachObject, type JsonPart, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { hasMember, isJsonObject } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import { namesConveyance, quoteUniversalVoyages, quoteVoyages, readVoyage } from '../port/dcsa-vessel.ts';
import { readCarrier } from './dcsa-carrier-number.ts';
import { quoteCustoms } from './dcsa-customs-reference.ts';
import { readDateAt } from './dcsa-date.ts';
import { readBillNumber, readBookings, readDocumentCargo } from './dcsa-document-cargo.ts';
import { readNamedVessel } from './dcsa-named-vessel.ts';
import schema from './dcsa-transport-document.schema.json' with { type: 'json' };
import { readPlaces } from './dcsa-transport-document-facts.ts';

/** DCSA Arrival Notice 1.0: the carrier tells the consignee of a transport document when its goods arrive. */
export const dcsaArrivalNoticeAdapter: Adapter = {
  name: 'shipping/dcsa-arrival-notice',
  version: 1,
  kind: 'shipping',
  recognises: ({ format, json }) =>
    format === 'JSON' &&
    eachObject(json, '/arrivalNotices').some(
      ({ value }) => hasMember(value, 'transportDocumentReference') && hasMember(value, 'carrierContactInformation'),
    ),
  read: ({ json }, profile) => {
    const parts = eachObject(json, '/arrivalNotices').map(at => readJsonPart(at, profile, arrivalNotice));
    const empty = refusedJson('', 'STRUCTURE', 'the message holds no arrival notice', 'Send at least one notice.');
    return { messageType: 'DCSA AN 1.0', parts: parts.length > 0 ? parts : [empty] };
  },
};

const arrivalNotice: JsonPart = {
  check: compileJsonSchema({ ...schema, $ref: '#/$defs/arrivalNotice' }),
  reference: ['/transportDocumentReference'],
  read: readNotice,
};

/** A newer notice revises the older; the document itself, which the carrier also sends, is another statement. */
function readNotice(notice: JsonReading): readonly Fact[] {
  const number = readBillNumber(notice);
  if (number === undefined) {
    const message = 'the arrival notice names no transport document';
    report(notice, '/transportDocumentReference', 'STRUCTURE', message, 'Send transportDocumentReference.', 'ERROR');
    return [];
  }
  const issuer = readCarrier(notice);
  const updatedAt = readDateAt(notice, '/issueDateTime', '/issueDate');
  const waybill = readText(notice, '/transportDocumentTypeCode') === 'SWB';
  const cargo = readDocumentCargo(notice);
  const voyage = readArrivingVoyage(notice);
  const bill: TransportDocumentFact = {
    kind: 'TRANSPORT_DOCUMENT',
    position: { kind: 'POINTER', pointer: notice.pointer },
    key: [issuer ?? '', number, 'ARRIVAL_NOTICE'].join('|'),
    ...(updatedAt && { updatedAt }),
    references: quoteOnce([
      ...quote('BL', number, issuer),
      ...readBookings(notice).flatMap(booking => quote('BOOKING', booking, issuer)),
      ...quoteEquipment(cargo.equipment),
      ...quoteCustoms(notice),
      ...voyage.references,
    ]),
    document: { number, ...(issuer && { issuer }), ...(waybill && { type: 'SEA_WAYBILL' }) },
    ...readPlaces(transportOf(notice)),
    ...(namesConveyance(voyage.conveyance) && { conveyance: voyage.conveyance }),
    ...cargo,
  };
  const arrival = readArrival(notice);
  const told = { ...bill, ...doubtsOf(notice) };
  return arrival ? [told, arrivalOf(told, arrival)] : [told];
}

/** Called `transports` in the published beta and `transport` in the later draft. */
function transportOf(notice: JsonReading): JsonReading {
  const transports = inside(notice, '/transports');
  return isJsonObject(transports.value) ? transports : inside(notice, '/transport');
}

function readArrivingVoyage(notice: JsonReading) {
  const last = each(transportOf(notice), '/legs').at(-1);
  const atPort = inside(notice, '/vesselVoyageAtPOD');
  const voyage = isJsonObject(atPort.value) || !last ? atPort : inside(last, '/vesselVoyage');
  const vessel = readNamedVessel(voyage);
  const journey = readVoyage(voyage, '/carrierImportVoyageNumber', '/carrierExportVoyageNumber');
  const conveyance: ConveyanceClaim = { ...vessel, ...(journey && { journey }) };
  const universal = readText(voyage, '/universalImportVoyageReference');
  return { conveyance, references: [...quoteVoyages(vessel, journey), ...quoteUniversalVoyages(universal)] };
}

interface Arrival {
  readonly time: TimeValue;
  readonly classifier: EventFact['classifier'];
}

function readArrival(notice: JsonReading): Arrival | undefined {
  const transport = transportOf(notice);
  const time = readDateAt(transport, '/portOfDischargeArrivalDate/value', '/etaAtPortOfDischargeDate');
  const written = readText(transport, '/portOfDischargeArrivalDate/classifier');
  const classifier = (['PLN', 'EST', 'ACT'] as const).find(known => known === written) ?? 'EST';
  if (time) return { time, classifier };
  const message = 'the arrival notice does not say when the vessel arrives at the port of discharge';
  report(transport, '', 'STRUCTURE', message, 'Send the expected date of arrival.');
  return undefined;
}

function arrivalOf(bill: TransportDocumentFact, { time, classifier }: Arrival): EventFact {
  const { position, key, updatedAt, references, placeOfDischarge, conveyance, issues } = bill;
  return {
    kind: 'EVENT',
    type: 'ARRIVAL',
    classifier,
    time,
    subject: 'TRANSPORT',
    position,
    ...(key && { key: `${key}|ARRIVAL` }),
    ...(updatedAt && { updatedAt }),
    references,
    ...(placeOfDischarge && { place: placeOfDischarge }),
    ...(conveyance && { conveyance }),
    ...(issues && { issues }),
  };
}
