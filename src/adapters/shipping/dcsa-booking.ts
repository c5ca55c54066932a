import { createHash } from 'node:crypto';
import type { EventType } from '../../messages/event-type.ts';
import type { BookingFact, EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { doubtsOf, eachObject, type JsonPart, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { hasMember, isJsonObject, type Located, stringAt } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText, readTimeAt, report } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import { readBookedCargo } from './dcsa-booked-cargo.ts';
import schema from './dcsa-booking.schema.json' with { type: 'json' };
import { type BookingProgress, readProgress } from './dcsa-booking-status.ts';
import { readBookedVoyage } from './dcsa-booking-voyage.ts';
import { readCarrier, readNumber } from './dcsa-carrier-number.ts';
import { quoteCustoms } from './dcsa-customs-reference.ts';
import { readDocumentParties } from './dcsa-party.ts';

const checked = (name: keyof typeof schema.$defs) => compileJsonSchema({ ...schema, $ref: `#/$defs/${name}` });
const REFERENCES = ['/carrierBookingReference', '/carrierBookingRequestReference'];

/** DCSA Booking 2.0: request, booking, notification of either, and answers that hold references and status only. */
export const dcsaBookingAdapter: Adapter = {
  name: 'shipping/dcsa-booking',
  version: 1,
  kind: 'shipping',
  recognises: ({ format, json }) =>
    format === 'JSON' && eachObject(json).some(({ value }) => isNotification(value) || isBooking(value)),
  read: ({ json }, profile) => {
    const parts = eachObject(json).map(at => readOne(at, profile));
    const empty = refusedJson('', 'STRUCTURE', 'the message holds no booking', 'Send at least one booking.');
    return { messageType: 'DCSA BKG 2.0', parts: parts.length > 0 ? parts : [empty] };
  },
};

function isNotification(value: unknown): boolean {
  return /^org\.dcsa\.booking\b/.test(stringAt(value, '/type') ?? '');
}

/** Shipping instructions and transport documents also quote bookings, within their consignment items. */
function isBooking(value: unknown): boolean {
  const names = ['requestedEquipments', 'bookingStatus', 'carrierBookingRequestReference'];
  return names.some(name => hasMember(value, name)) && !hasMember(value, 'consignmentItems');
}

const content: JsonPart = {
  check: checked('content'),
  reference: REFERENCES,
  read: reading => readBooking(reading, reading, undefined),
};
const status: JsonPart = { ...content, check: checked('status') };
const notification: JsonPart = {
  check: checked('notification'),
  reference: ['/id'],
  read: reading => {
    const data = inside(reading, '/data');
    return readBooking(data, inside(data, '/booking'), readTimeAt(reading, '/time', 'ERROR'));
  },
};

function readOne(at: Located, profile: MappingProfile): ReadPart {
  if (isNotification(at.value)) return readJsonPart(at, profile, notification);
  const hasContent = ['requestedEquipments', 'shipmentLocations'].some(name => hasMember(at.value, name));
  const isAnswer = isJsonObject(at.value) && isBooking(at.value) && !hasContent;
  return readJsonPart(at, profile, isAnswer ? status : content);
}

/** `state` holds references and status, `booking` the content; a notification without content leaves it empty. */
function readBooking(state: JsonReading, booking: JsonReading, time: TimeValue | undefined): readonly Fact[] {
  const request = readNumber(state, '/carrierBookingRequestReference');
  const confirmed = readNumber(state, '/carrierBookingReference') ?? readNumber(booking, '/carrierBookingReference');
  const known = request ?? confirmed;
  const carrier = readCarrier(booking);
  const progress = readProgress(state, known !== undefined);
  const { references: voyages, ...voyage } = readBookedVoyage(booking);
  const cargo = readBookedCargo(booking);
  const number = confirmed ?? request ?? readOwnNumber(booking);
  const fact: BookingFact = {
    kind: 'BOOKING',
    position: { kind: 'POINTER', pointer: state.pointer },
    ...(known && { key: known }),
    revision: progress.rank,
    ...(time && { updatedAt: time }),
    references: quoteOnce([
      ...quote('BOOKING', confirmed, carrier),
      ...quote('BOOKING', request, carrier),
      ...quoteDocuments(booking, carrier),
      ...quoteEquipment(cargo.equipment),
      ...voyages,
    ]),
    mode: 'SEA',
    number,
    ...(carrier && { carrier }),
    function: progress.function,
    ...(time && progress.function === 'REQUEST' && { requestedAt: time }),
    ...voyage,
    wagons: [],
    equipment: cargo.equipment,
    parties: readDocumentParties(booking),
    items: cargo.items,
  };
  if (known === undefined) warnOfNumberless(state);
  const told = { ...fact, ...doubtsOf(state) };
  return time ? [told, eventOf(told, progress, time)] : [told];
}

function quoteDocuments(booking: JsonReading, carrier: string | undefined): readonly Reference[] {
  const bills = each(booking, '/transportDocumentReferences').map(bill => readNumber(bill, ''));
  return [
    ...[readNumber(booking, '/transportDocumentReference'), ...bills].flatMap(bill => quote('BL', bill, carrier)),
    ...quote('DECLARATION', readNumber(booking, '/exportDeclarationReference')),
    ...quoteCustoms(booking),
  ];
}

/** Customer's or platform's number of a request that the carrier has given none; else its content stands for it. */
function readOwnNumber(booking: JsonReading): string {
  const references = each(booking, '/references');
  const customer = references.find(reference => readText(reference, '/type') === 'CR');
  const own = readText(booking, '/bookingChannelReference') ?? (customer && readText(customer, '/value'));
  if (own !== undefined) return own;
  const digest = createHash('sha256').update(JSON.stringify(booking.value ?? null));
  return `UNNUMBERED-${digest.digest('hex').slice(0, 12).toUpperCase()}`;
}

function warnOfNumberless(booking: JsonReading): void {
  const message =
    'the request has neither carrierBookingReference nor carrierBookingRequestReference: it identifies no booking';
  const remedy =
    'Send the booking again with the reference that the carrier answered; this one is known by its content.';
  report(booking, '', 'STRUCTURE', message, remedy);
}

const EVENTS: Readonly<Record<BookingFact['function'], EventType>> = {
  REQUEST: 'BOOKING_REQUESTED',
  CHANGE: 'BOOKING_CHANGED',
  CONFIRM: 'BOOKING_CONFIRMED',
  REJECT: 'BOOKING_REJECTED',
  CANCEL: 'BOOKING_CANCELLED',
};

/** Only a notification says when; each is an occurrence of its own, and a repeat of it has the same key. */
function eventOf(booking: BookingFact, { code }: BookingProgress, time: TimeValue): EventFact {
  const type = EVENTS[booking.function];
  const { position, references, issues } = booking;
  return {
    kind: 'EVENT',
    type,
    classifier: 'ACT',
    time,
    subject: 'BOOKING',
    position,
    references,
    key: `${booking.key ?? booking.number}|${type}|${time.instant}`,
    updatedAt: time,
    ...(code && { rawCode: code }),
    ...(issues && { issues }),
  };
}
