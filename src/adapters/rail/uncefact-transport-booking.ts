import type { BookingFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { bookingFacts } from './booking-facts.ts';
import { cefactGuideline, cefactTypeCode, checkCefactDocument, isCefactDocument } from './cefact-document.ts';
import { cefactEquipment, quoteLoad } from './cefact-equipment.ts';
import { cefactItems } from './cefact-items.ts';
import { cefactPlace, cefactTime, content, each, pointerPosition } from './cefact-json.ts';
import { cefactParties } from './cefact-parties.ts';
import { cefactReferences } from './cefact-references.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { distinct } from './rail-equipment.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { quoteTrain } from './train-id.ts';
import { bookingScheme, noteUnlessRail, transportMode } from './transport-mode.ts';
import { wholeNumber } from './whole-number.ts';

const TYPE = 'UN/CEFACT MultimodalTransportBooking D23B';

const CARRIAGE = 'mainCarriageLogisticsTransportMovement';

/** UNTDID 1001: 335 booking request, 770 booking confirmation. */
const BOOKING_DOCUMENTS = ['335', '770'];

export const uncefactTransportBookingAdapter: Adapter = {
  name: 'rail/uncefact-transport-booking',
  version: 1,
  kind: 'rail',
  recognises: glance =>
    isCefactDocument(glance) &&
    (BOOKING_DOCUMENTS.includes(cefactTypeCode(glance.json) ?? '') || /booking/i.test(cefactGuideline(glance.json))),
  read,
};

function read({ json }: MessageGlance, profile: MappingProfile): ReadResult {
  const issues = checkCefactDocument(json);
  if (issues.length > 0) return refusedMessage(TYPE, ...issues);
  const consignments = each(json, '', 'specifiedConsignment');
  return { messageType: TYPE, parts: consignments.map(({ pointer }) => readBooking(json, pointer, profile)) };
}

function readBooking(document: unknown, pointer: string, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const numbers = bookingNumbers(document, pointer, profile);
  const [number] = numbers;
  if (number === undefined) {
    const remedy = 'send carrierAssignedId, or consignorAssignedId before the carrier gave a number';
    issues.refuse('STRUCTURE', pointerPosition(pointer), 'the booking has no number', remedy);
    return { facts: [], issues: issues.all };
  }
  const booking = bookingOf(document, pointer, { number, numbers }, profile, issues);
  const cancelledAt = cefactTime(document, '/exchangedDocument', ['cancellationDateTime'], profile.timeZone, issues);
  const facts = bookingFacts(booking, cancelledAt ?? booking.requestedAt, cefactTypeCode(document));
  return { reference: number, facts: issues.refused ? [] : facts, issues: issues.all };
}

interface Numbers {
  readonly number: string;
  readonly numbers: readonly string[];
}

function bookingOf(
  document: unknown,
  pointer: string,
  { number, numbers }: Numbers,
  profile: MappingProfile,
  issues: IssueList,
): BookingFact {
  const mode = transportMode(content(document, pointer, CARRIAGE, 'modeCode'), profile);
  noteUnlessRail(mode, pointerPosition(pointer), issues);
  const carrier = content(document, pointer, 'carrier', 'id') ?? profile.carrier;
  const load = cefactEquipment(document, pointer, profile, issues);
  const journey = content(document, pointer, CARRIAGE, 'id');
  const references = [
    ...numbers.flatMap(value => quote(bookingScheme(mode), value, carrier)),
    ...cefactReferences(document, pointer),
    ...quoteLoad(load),
    ...quoteTrain(journey),
  ];
  const issuedAt = cefactTime(document, '/exchangedDocument', ['issueDateTime'], profile.timeZone, issues);
  return stated<BookingFact>({
    kind: 'BOOKING',
    position: pointerPosition(pointer),
    references: distinctReferences(references, profile),
    key: shipperNumber(document, pointer) ?? number,
    revision: wholeNumber(content(document, '/exchangedDocument', 'versionId')),
    updatedAt: issuedAt,
    mode,
    number,
    carrier,
    carrierName: content(document, pointer, 'carrier', 'name'),
    function: functionOf(document),
    requestedAt: issuedAt,
    journey,
    wagons: load.wagons,
    equipment: load.equipment,
    ...goodsAndRoute(document, pointer, profile, issues),
    issues: issues.doubts,
  });
}

/** The shipper's number comes first and stays when the carrier gives its own, so that both versions are one booking. */
function shipperNumber(document: unknown, pointer: string): string | undefined {
  const own =
    content(document, pointer, 'consignorAssignedId') ?? content(document, pointer, 'freightForwarderAssignedId');
  return own && normaliseNumber(own);
}

function bookingNumbers(document: unknown, pointer: string, profile: MappingProfile): string[] {
  const stands = [
    content(document, pointer, 'carrierAssignedId'),
    content(document, '/exchangedDocument', 'id'),
    content(document, pointer, 'freightForwarderAssignedId'),
    content(document, pointer, 'consignorAssignedId'),
  ];
  const usable = stands.filter(number => number !== undefined && !isNullValue(profile, number));
  return distinct(usable.map(number => number && normaliseNumber(number)));
}

/** UNTDID 1225 message functions. */
const FUNCTION_OF_PURPOSE: Readonly<Record<string, BookingFact['function']>> = codeTable({
  '1': 'CANCEL',
  '3': 'CANCEL',
  '4': 'CHANGE',
  '5': 'CHANGE',
  '6': 'CONFIRM',
  '27': 'REJECT',
  '29': 'CONFIRM',
});

function functionOf(document: unknown): BookingFact['function'] {
  if (content(document, '/exchangedDocument', 'cancellationDateTime') !== undefined) return 'CANCEL';
  const byPurpose = FUNCTION_OF_PURPOSE[content(document, '/exchangedDocument', 'purposeCode') ?? ''];
  return byPurpose ?? (cefactTypeCode(document) === '770' ? 'CONFIRM' : 'REQUEST');
}

function goodsAndRoute(
  document: unknown,
  pointer: string,
  profile: MappingProfile,
  issues: IssueList,
): Pick<
  BookingFact,
  'parties' | 'items' | 'origin' | 'destination' | 'cutOff' | 'plannedDeparture' | 'plannedArrival'
> {
  const place = (...path: string[]) => cefactPlace(document, each(document, pointer, ...path)[0], profile, issues);
  const time = (...path: string[]) => cefactTime(document, pointer, path, profile.timeZone, issues);
  return {
    parties: cefactParties(document, pointer),
    items: cefactItems(document, pointer, profile),
    origin:
      place(CARRIAGE, 'departureEvent', 'occurrenceLogisticsLocation') ?? place('carrierAcceptanceLogisticsLocation'),
    destination:
      place(CARRIAGE, 'arrivalEvent', 'occurrenceLogisticsLocation') ?? place('finalDestinationLogisticsLocation'),
    cutOff: time('availabilityDueDateTime'),
    plannedDeparture:
      time(CARRIAGE, 'departureEvent', 'scheduledOccurrenceDateTime') ??
      time(CARRIAGE, 'loadingEvent', 'actualOccurrenceDateTime'),
    plannedArrival: time(CARRIAGE, 'arrivalEvent', 'scheduledOccurrenceDateTime'),
  };
}
