import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteConveyance } from '../../messages/quoted-references.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { distinct, wagonNumber } from './rail-equipment.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { timeAt } from './stated-time.ts';
import { delayRemarks } from './taf-delay.ts';
import { requireElements, type TafHeader, tafHeader, tafTrainId } from './taf-message.ts';
import { tafPlace } from './taf-place.ts';
import { trainEventType } from './taf-train-location-status.ts';
import { descendants } from './xml-descendants.ts';

/** TAF TSI 4005 TrainRunningInformation says where a train was; 4004 TrainRunningForecast where it is expected. */
const CLASSIFIERS: Readonly<Record<string, EventClassifier>> = codeTable({
  TrainRunningInformationMessage: 'ACT',
  TrainRunningForecastMessage: 'EST',
});

export const tafTrainRunningInformationAdapter: Adapter = {
  name: 'rail/taf-train-running-information',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && CLASSIFIERS[xmlRoot ?? ''] !== undefined,
  read,
};

const MANDATORY = [
  'MessageHeader/MessageReference/MessageDateTime',
  'MessageStatus',
  'TrainOperationalIdentification|OperationalTrainNumberIdentifier',
  'TrainLocationReport',
];

interface Train {
  readonly header: TafHeader;
  readonly classifier: EventClassifier;
  readonly journey: string | undefined; // TAF identifier
  readonly number: string | undefined; // operational train number
  readonly wagons: readonly string[];
  readonly carrier: string | undefined;
}

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  if (!document.ok) return refusedMessage('TAF TSI TrainRunningInformation', document.issue);
  const { root } = document;
  const version = textAt(root, 'MessageHeader/MessageReference/MessageTypeVersion');
  const messageType = `TAF TSI ${root.name.replace(/Message$/, '')}${version ? ` ${version}` : ''}`;
  const issues = new IssueList();
  requireElements(root, MANDATORY, issues);
  if (issues.refused) return refusedMessage(messageType, ...issues.all);
  return partsOfEach(messageType, children(root, 'TrainLocationReport'), report => readReport(root, report, profile));
}

/** Each report is a part of its own: one that cannot be read refuses none of the others. */
function readReport(root: XmlElement, report: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const train = trainOf(root, profile, issues);
  requireElements(report, ['Location', 'LocationDateTime', 'TrainLocationStatus'], issues);
  const facts = reportFacts(report, train, profile, issues);
  return stated({ reference: train.header.identifier, facts: issues.refused ? [] : facts, issues: issues.all });
}

function trainOf(root: XmlElement, profile: MappingProfile, issues: IssueList): Train {
  const header = tafHeader(root, profile, issues);
  const numbers = descendants(root, 'WagonNumberFreight');
  const journey = tafTrainId(root);
  const number = textAt(root, 'OperationalTrainNumberIdentifier/OperationalTrainNumber');
  if (!journey && number) {
    const message = `train ${number} has no TransportOperationalIdentifiers: its number returns every day and links nothing`;
    issues.doubt('STRUCTURE', positionOf(root), message, 'send Company, Core, Variant, TimetableYear and StartDate');
  }
  const wagons = numbers.map(each => wagonNumber({ raw: each.text, position: positionOf(each) }, profile, issues));
  return {
    header,
    classifier: CLASSIFIERS[root.name] ?? 'ACT',
    journey,
    number,
    wagons: distinct(wagons),
    carrier: textAt(root, 'ResponsibleRU'),
  };
}

function reportFacts(report: XmlElement, train: Train, profile: MappingProfile, issues: IssueList): Fact[] {
  const when = child(report, 'LocationDateTime');
  const time = when && timeAt(when.text, positionOf(when), profile.timeZone, issues);
  const type = trainEventType(child(report, 'TrainLocationStatus'), profile, issues);
  if (when && !time) {
    const remedy = 'send LocationDateTime in ISO 8601 with the offset from UTC';
    issues.refuse('VALUE', positionOf(when), `LocationDateTime "${when.text}" is not a time`, remedy);
  }
  if (!time || !type) return [];
  const event = eventOf(report, { time, type }, train, profile, issues);
  return train.header.status === '3' ? [retractionOf(event)] : [event];
}

function eventOf(
  report: XmlElement,
  { time, type }: { readonly time: TimeValue; readonly type: EventType },
  train: Train,
  profile: MappingProfile,
  issues: IssueList,
): EventFact {
  const { header, classifier, journey, number, carrier } = train;
  const conveyance = stated({ mode: 'RAIL' as const, name: number, journey, carrier });
  const place = tafPlace(child(report, 'Location'), profile, issues);
  const references = [...quoteConveyance(conveyance), ...train.wagons.flatMap(wagon => quote('WAGON', wagon))];
  const rawCode = textAt(report, 'TrainLocationStatus');
  return stated<EventFact>({
    kind: 'EVENT',
    position: positionOf(report),
    references: distinctReferences(references, profile),
    key: [journey ?? number, place?.codes[0]?.value ?? place?.name, rawCode, classifier].join('|'),
    revision: Number(header.status),
    updatedAt: header.createdAt,
    issues: issues.doubts,
    type,
    classifier,
    time,
    subject: 'TRANSPORT',
    place,
    conveyance,
    rawCode,
    remarks: delayRemarks(report),
  });
}

/** MessageStatus 3 takes back what was reported of this train, place and status. */
function retractionOf({ position, references, key, revision, updatedAt }: EventFact): Fact {
  return stated({ kind: 'RETRACTION' as const, position, references, key, revision, updatedAt, target: { key } });
}
