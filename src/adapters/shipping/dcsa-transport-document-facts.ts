import type { PlaceClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { EventFact, Fact, TransportDocumentFact } from '../../messages/fact.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { doubtsOf } from '../formats/json-part.ts';
import { inside, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import { readDcsaPlace } from '../port/dcsa-place.ts';
import { quoteUniversalVoyages, quoteVoyages, readVoyage } from '../port/dcsa-vessel.ts';
import { readCarrier } from './dcsa-carrier-number.ts';
import { quoteCustoms } from './dcsa-customs-reference.ts';
import { readDateAt } from './dcsa-date.ts';
import { readBillNumber, readBookings, readDocumentCargo } from './dcsa-document-cargo.ts';
import { readNamedVessel } from './dcsa-named-vessel.ts';

interface Status {
  readonly status: NonNullable<TransportDocumentFact['status']>;
  readonly event: EventType;
  readonly rank: number;
}

/** EBL 3.0, transportDocumentStatus. Until a surrender is accepted the document is still issued. */
const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['DRAFT', { status: 'DRAFT', event: 'DOCUMENT_DRAFTED', rank: 1 }],
  ['APPROVED', { status: 'DRAFT', event: 'DOCUMENT_APPROVED', rank: 2 }],
  ['ISSUED', { status: 'ISSUED', event: 'DOCUMENT_ISSUED', rank: 3 }],
  ['PENDING_SURRENDER_FOR_AMENDMENT', { status: 'ISSUED', event: 'DOCUMENT_PENDING', rank: 4 }],
  ['PENDING_SURRENDER_FOR_DELIVERY', { status: 'ISSUED', event: 'DOCUMENT_PENDING', rank: 5 }],
  ['SURRENDERED_FOR_AMENDMENT', { status: 'SURRENDERED', event: 'DOCUMENT_SURRENDERED', rank: 6 }],
  ['SURRENDERED_FOR_DELIVERY', { status: 'SURRENDERED', event: 'DOCUMENT_SURRENDERED', rank: 7 }],
  ['VOIDED', { status: 'VOID', event: 'DOCUMENT_VOID', rank: 8 }],
]);

/** `time` is that of the notification which the document came in; a document alone says only when it was issued. */
export function readTransportDocument(document: JsonReading, time: TimeValue | undefined): readonly Fact[] {
  const head = readHead(document, time);
  if (!head) return [];
  const { status, fact } = head;
  const issuedAt = readDateAt(document, '/issueDate');
  const cargo = readDocumentCargo(document);
  const { references: voyages, ...route } = readRoute(inside(document, '/transports'));
  const bookings = readBookings(document).flatMap(number => quote('BOOKING', number, fact.document.issuer));
  const bill: TransportDocumentFact = {
    ...fact,
    references: quoteOnce([
      ...fact.references,
      ...bookings,
      ...quoteEquipment(cargo.equipment),
      ...quoteCustoms(document),
      ...voyages,
    ]),
    ...(issuedAt && { issuedAt }),
    ...route,
    ...cargo,
  };
  const at = time ?? (status.event === 'DOCUMENT_ISSUED' ? issuedAt : undefined);
  return withEvent({ ...bill, ...doubtsOf(document) }, document, status, at);
}

/** A notification without content: a key of its own, lest it replace what the document says. */
export function readDocumentStatus(data: JsonReading, time: TimeValue | undefined): readonly Fact[] {
  const head = readHead(data, time);
  if (!head) return [];
  const bare: TransportDocumentFact = { ...head.fact, key: `${head.fact.key}|STATUS` };
  return withEvent({ ...bare, ...doubtsOf(data) }, data, head.status, time);
}

function readHead(document: JsonReading, time: TimeValue | undefined) {
  const number = readBillNumber(document);
  const code = readText(document, '/transportDocumentStatus') ?? '';
  const status = STATUSES.get(code);
  if (!status) {
    const message = `"${code.slice(0, 50)}" is no transportDocumentStatus of eBL 3.0`;
    const remedy = `Send one of: ${[...STATUSES.keys()].join(', ')}.`;
    report(document, '/transportDocumentStatus', 'CODE_UNKNOWN', message, remedy, 'ERROR');
  }
  if (number === undefined) {
    const message = 'the transport document has no number';
    report(document, '/transportDocumentReference', 'STRUCTURE', message, 'Send transportDocumentReference.', 'ERROR');
  }
  if (!status || number === undefined) return undefined;
  const issuer = readCarrier(document);
  const type = typeOf(document);
  const fact: TransportDocumentFact = {
    kind: 'TRANSPORT_DOCUMENT',
    position: { kind: 'POINTER', pointer: document.pointer },
    key: [issuer ?? '', number].join('|'),
    revision: 10 * versionOf(document) + status.rank,
    ...(time && { updatedAt: time }),
    references: quote('BL', number, issuer),
    document: { number, ...(issuer && { issuer }), ...(type && { type }) },
    status: status.status,
    parties: [],
    items: [],
    equipment: [],
  };
  return { status, fact };
}

/**
 * EBL 3.0, preCarriageBy and onCarriageBy: the mode of an inland leg that the carrier organizes. A bill that covers more than its sea leg is
 * a through bill; a waybill is none whatever it covers, and whether another is a master its houses decide.
 */
function typeOf(document: JsonReading): TransportDocumentFact['document']['type'] {
  if (readText(document, '/transportDocumentTypeCode') === 'SWB') return 'SEA_WAYBILL';
  const inland = ['preCarriageBy', 'onCarriageBy'].some(
    name => readText(document, `/transports/${name}`) !== undefined,
  );
  return inland ? 'THROUGH_BILL' : undefined;
}

/** transportDocumentSubReference tells versions of one document apart; the number at its end counts them. */
function versionOf(document: JsonReading): number {
  const digits = /(\d{1,4})$/.exec(readText(document, '/transportDocumentSubReference') ?? '')?.[1];
  return digits === undefined ? 0 : Number(digits);
}

type Route = Pick<
  TransportDocumentFact,
  'origin' | 'placeOfLoading' | 'placeOfDischarge' | 'destination' | 'conveyance'
> & { readonly references: readonly Reference[] };

/** eBL 3.0 names vessels without their number: only a universal voyage reference links them. */
function readRoute(transports: JsonReading): Route {
  const voyage = inside(transports, '/vesselVoyages/0');
  const vessel = readNamedVessel(voyage);
  const journey = readVoyage(voyage, '/carrierExportVoyageNumber');
  const universal = readText(voyage, '/universalExportVoyageReference');
  return {
    references: [...quoteVoyages(vessel, journey), ...quoteUniversalVoyages(universal)],
    ...(journey !== undefined || vessel.name ? { conveyance: { ...vessel, ...(journey && { journey }) } } : {}),
    ...readPlaces(transports),
  };
}

export function readPlaces(transports: JsonReading): Omit<Route, 'references' | 'conveyance'> {
  const place = (name: string): PlaceClaim | undefined => readDcsaPlace(inside(transports, `/${name}`));
  const origin = place('placeOfReceipt');
  const placeOfLoading = place('portOfLoading');
  const placeOfDischarge = place('portOfDischarge');
  const destination = place('placeOfDelivery');
  return {
    ...(origin && { origin }),
    ...(placeOfLoading && { placeOfLoading }),
    ...(placeOfDischarge && { placeOfDischarge }),
    ...(destination && { destination }),
  };
}

function withEvent(
  bill: TransportDocumentFact,
  document: JsonReading,
  { event }: Status,
  time: TimeValue | undefined,
): readonly Fact[] {
  if (!time) return [bill];
  const { position, references, updatedAt, issues } = bill;
  const rawCode = readText(document, '/transportDocumentStatus') ?? '';
  const happened: EventFact = {
    kind: 'EVENT',
    type: event,
    classifier: 'ACT',
    time,
    subject: 'DOCUMENT',
    position,
    references,
    key: [bill.document.issuer ?? '', bill.document.number, rawCode, time.instant].join('|'),
    ...(updatedAt && { updatedAt }),
    rawCode,
    ...(issues && { issues }),
  };
  return [bill, happened];
}
