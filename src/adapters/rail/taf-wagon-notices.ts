import type { EventFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { distinct } from './rail-equipment.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { timeAt } from './stated-time.ts';
import { requireElements, type TafHeader, tafHeader, tafTrainId } from './taf-message.ts';
import { tafPlace } from './taf-place.ts';
import { takenBackWhenDeleted } from './taf-retraction.ts';
import { trainEventType } from './taf-train-location-status.ts';
import { tafWagonLoad, type WagonLoad } from './taf-wagon-load.ts';
import { noticeName, type WagonNotice, wagonNotice } from './taf-wagon-notice-types.ts';
import { type StatedMoment, type StatedWagon, statedMoments, statedWagons } from './taf-wagon-places.ts';
import { quoteTrain } from './train-id.ts';
import { descendants, descendantText } from './xml-descendants.ts';

/** What railway undertakings tell each other of single wagons: released, gone, come, handed over, refused, expected. */
export const tafWagonNoticesAdapter: Adapter = {
  name: 'rail/taf-wagon-notices',
  version: 1,
  kind: 'rail',
  recognises: ({ format, xmlRoot }) => format === 'XML' && wagonNotice(xmlRoot ?? '') !== undefined,
  read,
};

interface Notice {
  readonly root: XmlElement;
  readonly meaning: WagonNotice;
  readonly header: TafHeader;
  readonly profile: MappingProfile;
  readonly issues: IssueList;
}

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(glance.text);
  const name = noticeName(glance.xmlRoot ?? '');
  if (!document.ok) return refusedMessage(`TAF TSI ${name}`, document.issue);
  const { root } = document;
  const version = textAt(root, 'MessageHeader/MessageReference/MessageTypeVersion');
  const messageType = `TAF TSI ${name}${version ? ` ${version}` : ''}`;
  const issues = new IssueList();
  requireElements(root, ['MessageHeader/MessageReference/MessageDateTime'], issues);
  const wagons = statedWagons(root);
  if (wagons.length === 0)
    issues.refuse('STRUCTURE', positionOf(root), `${root.name} names no wagon`, 'send WagonNumberFreight');
  if (issues.refused) return refusedMessage(messageType, ...issues.all);
  return partsOfEach(messageType, wagons, wagon => readWagon(root, wagon, profile));
}

/** Each wagon is a part of its own: one that cannot be read refuses none of the others. */
function readWagon(root: XmlElement, wagon: StatedWagon, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const header = tafHeader(root, profile, issues);
  const meaning = wagonNotice(root.name);
  const notice = meaning && { root, meaning, header, profile, issues };
  const events = notice ? wagonEvents(notice, wagon) : [];
  if (events.length === 0 && !issues.refused)
    issues.refuse('STRUCTURE', positionOf(wagon.holder), 'the wagon has no time', 'send the time of what is told');
  const doubts = issues.doubts;
  const facts = takenBackWhenDeleted(
    header.status,
    events.map(event => (doubts ? { ...event, issues: doubts } : event)),
  );
  return stated({ reference: header.identifier, facts: issues.refused ? [] : facts, issues: issues.all });
}

function wagonEvents(notice: Notice, wagon: StatedWagon): EventFact[] {
  const { meaning, root, profile, issues } = notice;
  const load = tafWagonLoad(wagon.holder, profile, issues);
  const status = descendants(root, 'TrainLocationStatus', 'WagonLocationStatus', 'WagonStatus', 'MovementStatus')[0];
  const type = meaning.type ?? trainEventType(status, profile, issues);
  if (!type) {
    if (!status) issues.refuse('STRUCTURE', positionOf(root), `${root.name} has no status`, 'send WagonStatus');
    return [];
  }
  const rawCode = meaning.type ? noticeName(root.name) : status?.text;
  return statedMoments(wagon, meaning.time).flatMap(moment => eventAt(notice, { load, type, rawCode, moment }));
}

interface Told {
  readonly load: WagonLoad;
  readonly type: EventFact['type'];
  readonly rawCode: string | undefined;
  readonly moment: StatedMoment;
}

function eventAt(notice: Notice, { load, type, rawCode, moment }: Told): EventFact[] {
  const { root, meaning, header, profile, issues } = notice;
  const time = timeAt(moment.time.text, positionOf(moment.time), profile.timeZone, issues);
  if (!time) return [];
  const [wagon] = load.wagons;
  const journey = tafTrainId(root);
  const place = tafPlace(moment.place, profile, issues);
  const numbers = orderNumbers(root, profile);
  const carrier = descendantText(root, 'CarrierCode') ?? header.sender ?? profile.carrier;
  const references = [
    ...quote('WAGON', wagon),
    ...quoteEquipment(load.equipment),
    ...load.seals.flatMap(seal => quote('SEAL', seal)),
    ...numbers.flatMap(number => quote('RAIL_BOOKING', number, carrier)),
    ...quoteTrain(journey),
  ];
  const trip = journey ?? numbers[0] ?? time.raw.slice(0, 10);
  const conveyance = { mode: 'RAIL' as const, plate: wagon, journey, carrier: header.sender };
  const event = stated<EventFact>({
    kind: 'EVENT',
    position: positionOf(moment.time),
    references: distinctReferences(references, profile),
    key: [wagon, type, meaning.classifier, place?.codes[0]?.value ?? place?.name, trip].join('|'),
    revision: Number(header.status ?? 1),
    updatedAt: header.createdAt,
    type,
    classifier: meaning.classifier,
    time,
    subject: meaning.subject,
    place,
    equipment: load.equipment.length === 1 ? load.equipment[0] : undefined,
    conveyance: stated(conveyance),
    rawCode,
    reason: descendantText(root, 'ReasonCode', 'RefusalReason', 'ReasonOfRefusal', 'ExceptionReason', 'DelayReason'),
    remarks: descendantText(root, 'FreeTextField', 'FreeText', 'Remarks'),
  });
  return [event];
}

/** The consignment that the wagon travels under, as its order numbers it. */
function orderNumbers(root: XmlElement, profile: MappingProfile): string[] {
  const numbers = descendants(root, 'ConsignmentNumber', 'COM_ConsignmentNumber', 'DossierNumber');
  return distinct(numbers.map(({ text }) => text)).filter(text => text !== '' && !isNullValue(profile, text));
}
