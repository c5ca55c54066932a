import type { ConveyanceClaim, EquipmentClaim } from '../../messages/claims.ts';
import type { EventFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { subjectOf } from '../formats/recommendation-24.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from './distinct-references.ts';
import { schemeOfDocument } from './document-scheme.ts';
import { IssueList } from './issue-list.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { bookingScheme } from './transport-mode.ts';
import { ublEquipment } from './ubl-equipment.ts';
import { ublParty, ublPlace, ublTime } from './ubl-reading.ts';
import { ublConveyanceReferences, ublJourney, ublMode, ublWagons } from './ubl-stages.ts';
import { type ToldStatus, toldStatuses } from './ubl-told-statuses.ts';
import { isWcoUcr } from './wco-ucr.ts';
import { descendants } from './xml-descendants.ts';

const TYPE = 'UBL TransportationStatus';

/** UBL 2 TransportationStatus: what a provider of transport reports of consignments on their way, by UN/ECE Recommendation 24. */
export const ublTransportationStatusAdapter: Adapter = {
  name: 'rail/ubl-transportation-status',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'TransportationStatus',
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage(TYPE, document.issue);
  const { root } = document;
  const version = textAt(root, 'UBLVersionID');
  const consignments = children(root, 'Consignment');
  const parts = (consignments.length === 0 ? [undefined] : consignments).map(each =>
    readConsignment(root, each, profile),
  );
  return { messageType: version ? `${TYPE} ${version}` : TYPE, parts };
}

interface Report {
  readonly root: XmlElement;
  /** The message as if it had this one consignment: the readers of plans look below Consignment. */
  readonly alone: XmlElement;
  readonly number: string;
  readonly issued: TimeValue | undefined;
  readonly references: readonly Reference[];
  readonly boxes: readonly EquipmentClaim[];
  readonly profile: MappingProfile;
  readonly issues: IssueList;
}

/** Each consignment is a part of its own, so that strangers who are reported together do not come to quote each other. */
function readConsignment(root: XmlElement, consignment: XmlElement | undefined, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const reference = textAt(root, 'ID');
  const report = reportOf(root, consignment, profile, issues);
  const statuses = toldStatuses({ root, profile, issues }, consignment);
  const events = statuses.flatMap(status => eventsOf(report, status));
  if (report.references.length === 0) {
    const remedy = 'send the consignment, its box, or the document that it goes by';
    issues.refuse('STRUCTURE', positionOf(consignment ?? root), 'the status is of nothing that is named', remedy);
  } else if (events.length === 0) {
    const remedy = 'send TransportEvent or TransportExecutionStatusCode, with a time or IssueDate';
    issues.refuse('STRUCTURE', positionOf(root), 'the message tells no known status with a time', remedy);
  }
  const doubts = issues.doubts;
  const facts = issues.refused ? [] : events.map(event => (doubts ? { ...event, issues: doubts } : event));
  return stated({ reference, facts, issues: issues.all });
}

function reportOf(
  root: XmlElement,
  consignment: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): Report {
  const others = root.children.filter(({ name }) => name !== 'Consignment');
  const alone = consignment ? { ...root, children: [...others, consignment] } : root;
  const boxes = ublEquipment(consignment, profile, issues);
  const wagons = ublWagons(alone, profile, issues);
  const references = [
    ...numbersOf(alone, consignment, profile),
    ...documentsOf(alone),
    ...quoteEquipment(boxes),
    ...wagons.flatMap(wagon => quote('WAGON', wagon)),
    ...ublConveyanceReferences(alone, issues),
  ];
  return {
    root,
    alone,
    number: [textAt(root, 'ID'), textAt(consignment, 'ID')].join('|'),
    issued: ublTime(root, 'Issue', profile, issues),
    references: distinctReferences(references, profile),
    boxes,
    profile,
    issues,
  };
}

/** What is not told to be of another mode came over the rail feed. */
function scheme(alone: XmlElement, profile: MappingProfile) {
  const mode = ublMode(alone, profile);
  return bookingScheme(mode === 'UNKNOWN' ? 'RAIL' : mode);
}

/**
 * The plan that is reported on, the carrier's number, and the consignment's: a UCR where it has the WCO's form, else a number that holds
 * within the sender's own, which is the carrier or, where none is named, the partner itself.
 */
function numbersOf(alone: XmlElement, consignment: XmlElement | undefined, profile: MappingProfile): Reference[] {
  const booking = scheme(alone, profile);
  const sender = child(alone, 'SenderParty');
  const codes = sender ? ublParty(sender, 'CARRIER').identifiers : [];
  const company = codes.find(({ scheme: list }) => list === 'RICS' || list === 'SCAC')?.value;
  const carrier = company ?? profile.carrier;
  const plans = children(alone, 'TransportExecutionPlanDocumentReference/ID');
  const assigned = [...children(alone, 'CarrierAssignedID'), ...children(consignment, 'CarrierAssignedID')];
  const id = textAt(consignment, 'ID');
  return [
    ...[...plans, ...assigned].flatMap(({ text }) => quote(booking, text, carrier)),
    ...(id === undefined || isNullValue(profile, id)
      ? []
      : isWcoUcr(id)
        ? quote('UCR_D', id)
        : quote(booking, id, carrier ?? profile.sender)),
  ];
}

const DOCUMENTS = [
  'DocumentReference',
  'ShipmentDocumentReference',
  'AdditionalDocumentReference',
  'TransportDocumentReference',
] as const;

function documentsOf(alone: XmlElement): Reference[] {
  return descendants(alone, ...DOCUMENTS).flatMap(document => {
    const documentScheme = schemeOfDocument(textAt(document, 'DocumentTypeCode'));
    return documentScheme ? quote(documentScheme, textAt(document, 'ID')) : [];
  });
}

/** A status of a handling unit is of each box in it; one of a consignment in one box is of that box. */
function eventsOf(report: Report, status: ToldStatus): EventFact[] {
  const time = status.time ?? report.issued;
  if (!time) return [];
  const named = status.of ? boxesIn(report, status.of) : [];
  const boxes = named.length > 0 ? named : report.boxes.length === 1 ? report.boxes : [];
  return boxes.length === 0 ? [eventOf(report, status, time)] : boxes.map(box => eventOf(report, status, time, box));
}

function boxesIn({ boxes }: Report, holder: XmlElement): readonly EquipmentClaim[] {
  const named = holder.name === 'TransportEquipment' ? [holder] : descendants(holder, 'TransportEquipment');
  const inside = named.map(box => readContainerNumber(textAt(box, 'ID') ?? '').number);
  return boxes.filter(({ number }) => inside.includes(number));
}

function eventOf(report: Report, status: ToldStatus, time: TimeValue, box?: EquipmentClaim): EventFact {
  const { type, classifier, location, rawCode, reason, remarks } = status;
  return stated<EventFact>({
    kind: 'EVENT',
    position: positionOf(status.element),
    references: report.references,
    key: [report.number, status.name, box?.number].filter(part => part !== undefined).join('|'),
    updatedAt: report.issued,
    type,
    classifier,
    time,
    subject: box ? 'EQUIPMENT' : subjectOf(type),
    place: ublPlace(location, report.profile, report.issues),
    equipment: box,
    conveyance: conveyanceOf(report),
    rawCode,
    reason,
    remarks,
  });
}

function conveyanceOf({ alone, profile }: Report): ConveyanceClaim | undefined {
  const mode = ublMode(alone, profile);
  const journey = ublJourney(alone);
  return mode === 'UNKNOWN' ? undefined : stated({ mode, journey });
}
