import type { BookingFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { normaliseNumber, type Reference } from '../../messages/reference.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { bookingFacts } from './booking-facts.ts';
import { distinctReferences } from './distinct-references.ts';
import { schemeOfDocument } from './document-scheme.ts';
import { IssueList } from './issue-list.ts';
import { distinct } from './rail-equipment.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { bookingScheme, noteUnlessRail } from './transport-mode.ts';
import { ublEquipment, ublItems } from './ubl-equipment.ts';
import { ublParties, ublProvider } from './ubl-plan-parties.ts';
import { ublPlanFunction } from './ubl-plan-status.ts';
import { ublPlace, ublTime } from './ubl-reading.ts';
import { ublConveyanceReferences, ublJourney, ublMode, ublWagons } from './ubl-stages.ts';
import { isWcoUcr } from './wco-ucr.ts';
import { wholeNumber } from './whole-number.ts';

const TYPE = 'UBL TransportExecutionPlan';

/** UBL 2 TransportExecutionPlan: what a provider of transport agrees to, refuses or takes back. */
export const ublTransportExecutionPlanAdapter: Adapter = {
  name: 'rail/ubl-transport-execution-plan',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'TransportExecutionPlan',
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage(TYPE, document.issue);
  const version = textAt(document.root, 'UBLVersionID');
  return { messageType: version ? `${TYPE} ${version}` : TYPE, parts: [readPlan(document.root, profile)] };
}

function readPlan(plan: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const id = textAt(plan, 'ID');
  if (id === undefined || isNullValue(profile, id)) {
    issues.refuse('STRUCTURE', positionOf(plan), `${plan.name} has no ID`, 'send the number of the plan in cbc:ID');
    return { facts: [], issues: issues.all };
  }
  const what = ublPlanFunction(plan, profile, issues);
  const booking = what && bookingOf(plan, normaliseNumber(id), what, profile, issues);
  const facts = booking ? bookingFacts(booking, booking.updatedAt, textAt(plan, 'DocumentStatusCode')) : [];
  return { reference: id, facts: issues.refused ? [] : facts, issues: issues.all };
}

function bookingOf(
  plan: XmlElement,
  number: string,
  what: BookingFact['function'],
  profile: MappingProfile,
  issues: IssueList,
): BookingFact {
  const mode = ublMode(plan, profile);
  noteUnlessRail(mode, positionOf(child(plan, 'MainTransportationService') ?? plan), issues);
  const parties = ublParties(plan);
  const { carrier = profile.carrier, name } = ublProvider(parties);
  const equipment = ublEquipment(child(plan, 'Consignment'), profile, issues);
  const wagons = ublWagons(plan, profile, issues);
  const references = [
    ...bookingNumbers(plan, number).flatMap(value => quote(bookingScheme(mode), value, carrier)),
    ...otherReferences(plan),
    ...quoteEquipment(equipment),
    ...wagons.flatMap(wagon => quote('WAGON', wagon)),
    ...ublConveyanceReferences(plan, issues),
  ];
  return stated<BookingFact>({
    kind: 'BOOKING',
    position: positionOf(plan),
    references: distinctReferences(references, profile),
    key: number,
    revision: wholeNumber(textAt(plan, 'VersionID')),
    updatedAt: ublTime(plan, 'Issue', profile, issues),
    mode,
    number,
    carrier,
    carrierName: name,
    function: what,
    journey: ublJourney(plan),
    wagons,
    equipment,
    parties,
    ...goodsAndRoute(plan, profile, issues),
    issues: issues.doubts,
  });
}

type Route = Pick<BookingFact, 'items' | 'origin' | 'destination' | 'plannedDeparture' | 'plannedArrival'>;

function goodsAndRoute(plan: XmlElement, profile: MappingProfile, issues: IssueList): Route {
  const planned = (...events: string[]) => {
    const periods = events.flatMap(event => children(plan, `Consignment/${event}/Period`));
    return ublTime(periods[0], 'Start', profile, issues);
  };
  return {
    items: ublItems(child(plan, 'Consignment'), profile),
    origin: ublPlace(child(plan, 'FromLocation'), profile, issues),
    destination: ublPlace(child(plan, 'ToLocation'), profile, issues),
    plannedDeparture: planned(
      'MainCarriageShipmentStage/PlannedDepartureTransportEvent',
      'PlannedPickupTransportEvent',
    ),
    plannedArrival: planned('MainCarriageShipmentStage/PlannedArrivalTransportEvent', 'PlannedDeliveryTransportEvent'),
  };
}

/** The plan's own number, that of the request it answers, and the carrier's number of the consignment. */
function bookingNumbers(plan: XmlElement, number: string): string[] {
  const others = ['TransportExecutionPlanRequestDocumentReference/ID', 'Consignment/CarrierAssignedID'];
  return distinct([number, ...others.map(path => textAt(plan, path))]);
}

function otherReferences(plan: XmlElement): Reference[] {
  const documents = [
    ...children(plan, 'AdditionalDocumentReference'),
    ...children(plan, 'Consignment/ConsolidatedShipment/ShipmentDocumentReference'),
  ];
  const quoted = documents.flatMap(document => {
    const scheme = schemeOfDocument(textAt(document, 'DocumentTypeCode'));
    return scheme ? quote(scheme, textAt(document, 'ID')) : [];
  });
  return [...quoted, ...ucrReferences(plan)];
}

/** UBL calls Consignment/ID the UCR, but samples number consignments locally: only what has the WCO's form is quoted as one. */
function ucrReferences(plan: XmlElement): Reference[] {
  return children(plan, 'Consignment/ID')
    .filter(({ text }) => isWcoUcr(text))
    .flatMap(({ text }) => quote('UCR_D', text));
}
