import type { RailNoteFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { railNoteFacts } from './rail-note-facts.ts';
import { billDocuments } from './railway-bill-documents.ts';
import { billEquipment, billItems, billMass, billWagons } from './railway-bill-goods.ts';
import { billParties } from './railway-bill-parties.ts';
import { stampTime } from './railway-bill-stamps.ts';
import { billStation } from './railway-bill-stations.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';

const TYPE = 'SMGS RailwayBill';

/** The SMGS consignment note as the Eurasian customs album writes it: RailwayBill, urn:customs.ru:…:Railway:RailwayBill:5.23.0. */
export const smgsRailwayBillXmlAdapter: Adapter = {
  name: 'rail/smgs-railway-bill-xml',
  version: 2,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'RailwayBill',
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage(TYPE, document.issue);
  const edition = /:(\d+\.\d+)(\.\d+)*$/.exec(document.root.namespace)?.[1];
  return { messageType: edition ? `${TYPE} ${edition}` : TYPE, parts: [readBill(document.root, profile)] };
}

function readBill(bill: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const number = textAt(bill, 'Number');
  if (number === undefined || isNullValue(profile, number)) {
    const remedy = 'send the number of the consignment (box 29) in Number';
    issues.refuse('STRUCTURE', positionOf(bill), 'the RailwayBill has no Number', remedy);
    return { facts: [], issues: issues.all };
  }
  const note = noteOf(bill, normaliseNumber(number), profile, issues);
  return { reference: note.number, facts: railNoteFacts(note, note.contractedAt), issues: issues.all };
}

function noteOf(bill: XmlElement, number: string, profile: MappingProfile, issues: IssueList): RailNoteFact {
  const carrier =
    textAt(bill, 'ContractCarrierDate/CarrierCode') ?? textAt(bill, 'Carrier/CarrierCode') ?? profile.carrier;
  const equipment = billEquipment(bill, profile, issues);
  const wagons = billWagons(bill, profile, issues);
  const documents = billDocuments(bill, profile);
  const quoted = [
    ...quote('RAIL_NOTE', number, carrier),
    ...documents.references,
    ...quoteEquipment(equipment),
    ...wagonSeals(bill).flatMap(seal => quote('SEAL', seal)),
    ...wagons.flatMap(wagon => quote('WAGON', wagon)),
  ];
  const contractedAt = stampTime(child(bill, 'ContractCarrierDate'), profile, issues);
  return stated<RailNoteFact>({
    kind: 'RAIL_NOTE',
    position: positionOf(bill),
    references: distinctReferences(quoted, profile),
    key: `${carrier ?? ''}/${number}`,
    updatedAt: contractedAt,
    number,
    noteType: 'SMGS',
    carrier,
    contractedAt,
    arrivedAt: stampTime(child(bill, 'ArrivalDate'), profile, issues),
    origin: billStation(child(bill, 'DepartureStation'), profile, issues),
    destination: billStation(child(bill, 'DestinationStation'), profile, issues),
    borderStations: children(bill, 'BorderStation').flatMap(station => billStation(station, profile, issues) ?? []),
    parties: billParties(bill),
    items: billItems(bill, profile),
    equipment,
    wagons,
    bookingNumber: documents.bookingNumber,
    declarations: documents.declarations,
    grossMass: billMass(bill),
    issues: issues.doubts,
  });
}

/** Box 19: seals of the consignment, which a wagon or a container bears. */
function wagonSeals(bill: XmlElement): string[] {
  return [...children(bill, 'Seal/SealID'), ...children(bill, 'Carriage/Seal/SealID')].map(({ text }) => text);
}
