import type { ConveyanceClaim, EquipmentClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { timeAt } from './stated-time.ts';
import { requireElements, type TafHeader, tafHeader, tafTrainId } from './taf-message.ts';
import { tafPlace } from './taf-place.ts';
import { takenBackWhenDeleted } from './taf-retraction.ts';
import { tafWagonLoad } from './taf-wagon-load.ts';
import { quoteTrain } from './train-id.ts';
import { descendants, descendantText } from './xml-descendants.ts';

/** TAF TSI 3003: which wagons a railway undertaking hands to the infrastructure manager in one train, and what is on them. */
export const tafTrainCompositionAdapter: Adapter = {
  name: 'rail/taf-train-composition',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'TrainCompositionMessage',
  read,
};

const MANDATORY = [
  'MessageHeader/MessageReference/MessageDateTime',
  'MessageStatus',
  'TransportOperationalIdentifiers|TrainOperationalIdentification|OperationalTrainNumberIdentifier',
  'TrainCompositionJourneySection',
];

interface Train {
  readonly header: TafHeader;
  readonly journey: string | undefined; // TAF identifier
  readonly number: string | undefined; // operational train number
  readonly profile: MappingProfile;
}

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage('TAF TSI TrainComposition', document.issue);
  const { root } = document;
  const version = textAt(root, 'MessageHeader/MessageReference/MessageTypeVersion');
  const messageType = `TAF TSI TrainComposition${version ? ` ${version}` : ''}`;
  const issues = new IssueList();
  requireElements(root, MANDATORY, issues);
  if (issues.refused) return refusedMessage(messageType, ...issues.all);
  const sections = children(root, 'TrainCompositionJourneySection');
  return { messageType, parts: sections.map(section => readSection(root, section, profile)) };
}

/** Each section of the journey has a composition of its own, as wagons are added and set out on the way. */
function readSection(root: XmlElement, section: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const header = tafHeader(root, profile, issues);
  const number = descendantText(child(root, 'OperationalTrainNumberIdentifier'), 'OperationalTrainNumber');
  const train: Train = { header, journey: tafTrainId(root), number, profile };
  if (!train.journey) {
    const message = `train ${number ?? 'without a number'} has no TransportOperationalIdentifiers: its number links nothing`;
    issues.doubt('STRUCTURE', positionOf(root), message, 'send Company, Core, Variant, TimetableYear and StartDate');
  }
  const wagons = descendants(section, 'WagonData');
  if (wagons.length === 0)
    issues.refuse('STRUCTURE', positionOf(section), 'the section has no WagonData', 'send the wagons of the train');
  if (!header.createdAt)
    issues.refuse('VALUE', positionOf(root), 'MessageDateTime is not a time', 'send MessageDateTime with its offset');
  const facts = header.createdAt ? sectionFacts(root, section, train, header.createdAt, issues) : [];
  return stated({ reference: header.identifier, facts: issues.refused ? [] : facts, issues: issues.all });
}

function sectionFacts(
  root: XmlElement,
  section: XmlElement,
  train: Train,
  composedAt: TimeValue,
  issues: IssueList,
): Fact[] {
  const origin = child(section, 'JourneySection/JourneySectionOrigin') ?? child(root, 'TransferPoint');
  const place = tafPlace(origin, train.profile, issues);
  const loads = descendants(section, 'WagonData').flatMap(wagon =>
    wagonEvents(wagon, train, place, composedAt, issues),
  );
  const events = [...loads, ...departure(root, section, train, loads, place, issues)];
  const doubts = issues.doubts;
  return takenBackWhenDeleted(
    train.header.status,
    events.map(event => (doubts ? { ...event, issues: doubts } : event)),
  );
}

/**
 * The message states what is on the train when it is made, not the hour of each lift: its own time is the latest at which the box was put
 * on. A wagon that carries no box is itself what was put into the train.
 */
function wagonEvents(
  wagon: XmlElement,
  train: Train,
  place: PlaceClaim | undefined,
  time: TimeValue,
  issues: IssueList,
): EventFact[] {
  const { wagons, equipment, seals } = tafWagonLoad(wagon, train.profile, issues);
  const own = wagons[0];
  const loose = [...seals.flatMap(seal => quote('SEAL', seal)), ...quote('WAGON', own)];
  const event = (box: EquipmentClaim | undefined, what: string): EventFact =>
    stated<EventFact>({
      kind: 'EVENT',
      position: positionOf(wagon),
      references: distinctReferences(
        [...(box ? quoteEquipment([box]) : []), ...loose, ...quoteTrain(train.journey)],
        train.profile,
      ),
      key: [train.journey ?? train.number, place?.codes[0]?.value ?? place?.name, what, 'LOAD'].join('|'),
      revision: Number(train.header.status),
      updatedAt: train.header.createdAt,
      type: 'LOAD',
      classifier: 'ACT',
      time,
      subject: box ? 'EQUIPMENT' : 'TRANSPORT',
      place,
      equipment: box,
      conveyance: conveyanceOf(train, own),
    });
  if (equipment.length > 0) return equipment.map(box => event(box, box.number));
  return own === undefined ? [] : [event(undefined, own)];
}

/** ScheduledDateTimeAtTransfer, in older editions ScheduledTimeAtHandover: when the train is to leave the transfer point. */
function departure(
  root: XmlElement,
  section: XmlElement,
  train: Train,
  loads: readonly EventFact[],
  origin: PlaceClaim | undefined,
  issues: IssueList,
): EventFact[] {
  const names = ['ScheduledDateTimeAtTransfer', 'ScheduledTimeAtHandover', 'ScheduledDateTimeAtHandover'];
  const when = descendants(root, ...names)[0];
  const time = when && timeAt(when.text, positionOf(when), train.profile.timeZone, issues);
  const transfer = child(root, 'TransferPoint');
  const isFirst = section === children(root, 'TrainCompositionJourneySection')[0];
  if (!when || !time || !isFirst) return [];
  const place = transfer ? tafPlace(transfer, train.profile, issues) : origin;
  return [
    stated<EventFact>({
      kind: 'EVENT',
      position: positionOf(when),
      references: distinctReferences(
        [...quoteTrain(train.journey), ...loads.flatMap(({ references }) => references)],
        train.profile,
      ),
      key: [train.journey ?? train.number, place?.codes[0]?.value ?? place?.name, 'DEPARTURE', 'PLN'].join('|'),
      revision: Number(train.header.status),
      updatedAt: train.header.createdAt,
      type: 'DEPARTURE',
      classifier: 'PLN',
      time,
      subject: 'TRANSPORT',
      place,
      conveyance: conveyanceOf(train, undefined),
    }),
  ];
}

function conveyanceOf({ journey, number, header }: Train, wagon: string | undefined): ConveyanceClaim {
  return stated({ mode: 'RAIL' as const, name: number, journey, plate: wagon, carrier: header.sender });
}
