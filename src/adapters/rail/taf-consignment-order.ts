import type { BookingFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { bookingFacts } from './booking-facts.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { timeAt } from './stated-time.ts';
import { type TafHeader, tafHeader, tafTrainId } from './taf-message.ts';
import { type OrderNumbers, orderFunction, orderNumbers } from './taf-order-numbers.ts';
import { tafParties } from './taf-parties.ts';
import { tafPlace } from './taf-place.ts';
import { tafWagonLoad, type WagonLoad } from './taf-wagon-load.ts';
import { quoteTrain } from './train-id.ts';
import { descendants } from './xml-descendants.ts';

/**
 * TAF TSI ConsignmentOrderMessage, the booking of rail freight: one order a COMS group (edition 3), or the message itself.
 * Elements are found by name below the order, since editions nest them differently.
 */
export const tafConsignmentOrderAdapter: Adapter = {
  name: 'rail/taf-consignment-order',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'ConsignmentOrderMessage',
  read,
};

const TYPE = 'TAF TSI ConsignmentOrder';

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage(TYPE, document.issue);
  const { root } = document;
  const groups = children(root, 'COMS');
  const orders = groups.length === 0 ? [root] : groups;
  const version = textAt(root, 'MessageHeader/MessageReference/MessageTypeVersion');
  return {
    messageType: version ? `${TYPE} ${version}` : TYPE,
    parts: orders.map(order => readOrder(root, order, profile)),
  };
}

function readOrder(root: XmlElement, order: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const header = tafHeader(root, profile, issues);
  const booking = bookingOf(order, header, profile, issues);
  const at = booking?.requestedAt ?? header.createdAt;
  const facts = booking && !issues.refused ? bookingFacts(booking, at, header.status) : [];
  return stated({ reference: header.identifier, facts, issues: issues.all });
}

function bookingOf(
  order: XmlElement,
  header: TafHeader,
  profile: MappingProfile,
  issues: IssueList,
): BookingFact | undefined {
  const numbers = orderNumbers(order, header, profile, issues);
  const what = orderFunction(order, header, numbers?.version, issues);
  if (!numbers || !what) return undefined;
  const { carrier } = numbers;
  const load = tafWagonLoad(order, profile, issues);
  const journey = tafTrainId(order) ?? descendantOf(order, 'ForwardingTrainNumber');
  return stated<BookingFact>({
    kind: 'BOOKING',
    position: positionOf(order),
    references: distinctReferences(referencesOf(numbers, load, journey), profile),
    key: `${carrier ?? ''}/${numbers.dossier ?? numbers.number}`,
    revision: numbers.version,
    updatedAt: header.createdAt,
    mode: 'RAIL',
    number: numbers.number,
    carrier,
    carrierName: textAt(child(order, 'COM') ?? order, 'LeadCarrier/CarrierName'),
    function: what,
    journey,
    wagons: load.wagons,
    equipment: load.equipment,
    parties: tafParties(child(order, 'COM') ?? order),
    items: load.items,
    noteNumber: numbers.note,
    ...placesAndTimes(order, profile, issues),
    issues: issues.doubts,
  });
}

function placesAndTimes(order: XmlElement, profile: MappingProfile, issues: IssueList): Partial<BookingFact> {
  const time = (name: string) => {
    const element = descendants(order, name)[0];
    return element && timeAt(element.text, positionOf(element), profile.timeZone, issues);
  };
  const place = (point: string) =>
    tafPlace(descendants(order, point).flatMap(each => children(each, 'Station'))[0], profile, issues);
  return {
    requestedAt: time('COM_PreparationDatetime'),
    origin: place('AcceptancePoint'),
    destination: place('DeliveryPoint'),
    plannedDeparture: time('AcceptanceDate'),
    plannedArrival: time('AgreedTimeOfDelivery'),
    cutOff: time('ClosingTime'), // VesselIndication: the port's last time for a shipment that comes by rail
  };
}

function descendantOf(order: XmlElement, name: string): string | undefined {
  return descendants(order, name).find(({ text }) => text !== '')?.text;
}

function referencesOf(numbers: OrderNumbers, load: WagonLoad, journey: string | undefined): Reference[] {
  const { carrier } = numbers;
  return [
    ...numbers.all.flatMap(number => quote('RAIL_BOOKING', number, carrier)),
    ...quote('RAIL_NOTE', numbers.note, carrier),
    ...quoteEquipment(load.equipment),
    ...load.seals.flatMap(seal => quote('SEAL', seal)),
    ...load.wagons.flatMap(wagon => quote('WAGON', wagon)),
    ...load.declarations.flatMap(number => quote('DECLARATION', number)),
    ...quoteTrain(journey),
  ];
}
