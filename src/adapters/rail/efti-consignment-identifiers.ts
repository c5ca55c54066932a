import type { ConveyanceClaim, EquipmentClaim } from '../../messages/claims.ts';
import type { EventFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from './distinct-references.ts';
import { type EftiLeg, eftiEquipment, eftiLegs } from './efti-legs.ts';
import { type EftiOccurrence, eftiOccurrences, eftiPlace } from './efti-occurrences.ts';
import { IssueList } from './issue-list.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { timeAt } from './stated-time.ts';

const TYPE = 'eFTI consignment identifiers';
const NAMESPACE = /^http:\/\/efti\.eu\/v\d+\/(consignment|edelivery)/;

/**
 * Electronic freight transport information (Regulation (EU) 2020/1056): the identifiers under which gates find a consignment, alone or in
 * the answer of a gate. What is read of a whole data set are the same elements.
 */
export const eftiConsignmentIdentifiersAdapter: Adapter = {
  name: 'rail/efti-consignment-identifiers',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot, xmlNamespace = '' }) =>
    format === 'XML' && (xmlRoot === 'consignment' || xmlRoot === 'identifierResponse') && NAMESPACE.test(xmlNamespace),
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage(TYPE, document.issue);
  const { root } = document;
  if (root.name === 'consignment') return { messageType: TYPE, parts: [readConsignment(root, profile)] };
  const { status } = root.attributes;
  if (status !== undefined && status !== '200') return refusedMessage(TYPE, ...failed(root, status));
  const found = children(root, 'consignment');
  if (found.length === 0) return refusedMessage(TYPE, ...empty(root));
  return { messageType: TYPE, parts: found.map(each => readConsignment(each, profile)) };
}

function failed(root: XmlElement, status: string) {
  const issues = new IssueList();
  const said = textAt(root, 'description') ?? 'it gives no reason';
  const message = `the gate answered ${status}, no trade data: ${said}`;
  issues.refuse(
    'ERROR_MESSAGE',
    positionOf(root),
    message,
    'Ask again when the gate answers, or ask for another data set.',
  );
  return issues.all;
}

function empty(root: XmlElement) {
  const issues = new IssueList();
  issues.refuse(
    'STRUCTURE',
    positionOf(root),
    'the answer holds no consignment',
    'send the consignments that were found',
  );
  return issues.all;
}

function readConsignment(consignment: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const number = dataSet(consignment);
  const legs = eftiLegs(consignment, profile, issues);
  const equipment = eftiEquipment(consignment, legs, profile, issues);
  const references = distinctReferences(
    [...quoteEquipment(equipment.boxes), ...equipment.others, ...legs.flatMap(quoteLeg)],
    profile,
  );
  if (references.length === 0) {
    const remedy = 'send usedTransportEquipment or usedTransportMeans with its id';
    issues.refuse('STRUCTURE', positionOf(consignment), 'the consignment names no equipment and no means', remedy);
  }
  const found: Found = { number, legs, references, boxes: equipment.boxes, profile, issues };
  const told = eftiOccurrences(consignment, legs).flatMap(occurrence => eventOf(found, occurrence));
  if (told.length === 0) {
    const remedy = 'send carrierAcceptanceDateTime or deliveryEvent with a time';
    issues.refuse('STRUCTURE', positionOf(consignment), 'the consignment was neither accepted nor delivered', remedy);
  }
  const doubts = issues.doubts;
  const facts = issues.refused ? [] : told.map(event => (doubts ? { ...event, issues: doubts } : event));
  return stated({ reference: number, facts, issues: issues.all });
}

interface Found {
  readonly number: string | undefined;
  readonly legs: readonly EftiLeg[];
  readonly references: readonly Reference[];
  readonly boxes: readonly EquipmentClaim[];
  readonly profile: MappingProfile;
  readonly issues: IssueList;
}

function eventOf(found: Found, { when, type, classifier, location, leg, name }: EftiOccurrence): EventFact[] {
  const { number, legs, references, boxes, profile, issues } = found;
  const time = timeAt(when.text, positionOf(when), profile.timeZone, issues);
  if (!time) return [];
  const several = legs.length > 1 && !leg;
  return [
    stated<EventFact>({
      kind: 'EVENT',
      position: positionOf(when),
      references,
      key: number === undefined ? undefined : `${number}|${name}`,
      type,
      classifier,
      time,
      subject: leg ? 'TRANSPORT' : 'GOODS',
      place: eftiPlace(location, profile, issues),
      equipment: boxes.length === 1 ? boxes[0] : undefined,
      conveyance: leg?.conveyance ?? (legs.length === 1 ? legs[0]?.conveyance : undefined),
      remarks: several ? `legs, in no order: ${legs.map(sayLeg).join('; ')}` : undefined,
    }),
  ];
}

/** Unique identifying link: gate, platform and data set together are the key of what a platform holds. */
function dataSet(consignment: XmlElement): string | undefined {
  const parts = ['gateId', 'platformId', 'datasetId'].map(name => textAt(consignment, `uil/${name}`));
  return parts.every(part => part !== undefined) ? parts.join('/') : undefined;
}

/** A truck and a wagon are quoted by their number; a vessel or an aircraft without a voyage names no journey. */
function quoteLeg({ conveyance }: EftiLeg): Reference[] {
  if (conveyance.mode === 'ROAD') return quote('VEHICLE', conveyance.plate);
  return conveyance.mode === 'RAIL' ? quote('WAGON', conveyance.plate) : [];
}

function sayLeg({ conveyance, country }: EftiLeg): string {
  const { mode, plate, imo, name } = conveyance satisfies ConveyanceClaim;
  return [mode.toLowerCase().replace('_', ' '), plate ?? imo ?? name, country && `(${country})`]
    .filter(Boolean)
    .join(' ');
}
