import type { DeclarationFact, EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf } from '../formats/xml-navigation.ts';
import { CN_INCOTERMS, cnCountry } from './cn-dec-codes.ts';
import { decContainers, decItems } from './cn-dec-goods.ts';
import { decBills, decConveyance, decGoodsLocation, decOffice, decParties } from './cn-dec-header.ts';
import {
  countAt,
  doubt,
  firstValue,
  issueAt,
  massAt,
  present,
  type Reading,
  someOf,
  stated,
  valueAt,
} from './customs-reading.ts';
import { distinct } from './distinct-references.ts';
import { quoteMeans } from './wco-transport-means.ts';

const MESSAGE_TYPE = 'China DecMessage';
/** China has one legal time, and the single window's local times are Beijing time. */
const BEIJING = 'Asia/Shanghai';

/** Declarations as China's single window imports them. Misspelt names (GrossWet, DistinatePort, EdocRealation) are the standard's. */
export const cnDecMessageAdapter: Adapter = {
  name: 'customs/cn-dec-message',
  version: 1,
  kind: 'customs',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'DecMessage',
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  const version = xml.root.attributes.version ?? xml.root.attributes.Version;
  const messageType = version ? `${MESSAGE_TYPE} ${version}` : MESSAGE_TYPE;
  return { messageType, parts: [readMessage({ profile, issues: [], placeZone: BEIJING }, xml.root)] };
}

function readMessage(reading: Reading, message: XmlElement): ReadPart {
  const head = child(message, 'DecHead');
  if (!head) {
    const missing = issueAt(message, 'ERROR', 'STRUCTURE', 'the message has no DecHead', 'send DecMessage > DecHead');
    return { facts: [], issues: [missing] };
  }
  const fact = declaration(reading, message, head, signedAt(reading, message));
  const reference = fact.localReference === undefined ? {} : { reference: fact.localReference };
  if (fact.number !== undefined || fact.localReference !== undefined)
    return { ...reference, facts: [fact, ...lodgement(fact)], issues: reading.issues };
  const remedy = 'send EntryId, or DecSign/ClientSeqNo';
  const nameless = issueAt(head, 'ERROR', 'STRUCTURE', 'the declaration has no number of its own', remedy);
  return { facts: [], issues: [nameless, ...reading.issues] };
}

function declaration(
  reading: Reading,
  message: XmlElement,
  head: XmlElement,
  signed: TimeValue | undefined,
): DeclarationFact {
  const number = entryNumber(reading, head);
  const localReference = firstValue(reading, message, 'DecSign/ClientSeqNo', 'DecHead/SeqNo');
  const equipment = decContainers(reading, message);
  const items = decItems(reading, message, equipment);
  const conveyance = decConveyance(reading, message);
  const documents = producedDocuments(reading, message);
  return present<DeclarationFact>({
    kind: 'DECLARATION',
    position: positionOf(message),
    references: distinct([
      ...quote('DECLARATION', number),
      ...localReferences(reading, message),
      ...decBills(reading, message),
      ...quoteEquipment(equipment),
      ...documents.flatMap(({ type, number }) => quote(type === 'RELATED' ? 'DECLARATION' : 'CERTIFICATE', number)),
      ...quoteMeans(conveyance),
    ]),
    key: number ?? localReference,
    updatedAt: signed,
    lodgedAt: isDraft(reading, message) ? undefined : signed,
    function: 'ORIGINAL',
    number,
    localReference,
    ...header(reading, message, head),
    items,
    equipment,
    conveyance,
    originCountry: common(items.map(({ originCountry }) => originCountry)),
    previousDocuments: someOf(documents),
    issues: someOf(reading.issues),
  });
}

function header(reading: Reading, message: XmlElement, head: XmlElement) {
  const flag = stated(reading, head, 'IEFlag');
  const direction = flag?.text === 'I' ? 'IMPORT' : flag?.text === 'E' ? 'EXPORT' : undefined;
  if (flag && !direction)
    doubt(reading, flag, 'CODE_UNKNOWN', `IEFlag "${flag.text}" is not known`, 'send I for import or E for export');
  const trading = cnCountry(reading, head, 'TradeCountry');
  const destinations = children(message, 'DecLists/DecList').map(item => valueAt(reading, item, 'DestinationCountry'));
  const destination = common(destinations) && cnCountry(reading, message, 'DecLists/DecList/DestinationCountry');
  return {
    typeCode: valueAt(reading, head, 'EntryType'),
    direction,
    country: 'CN',
    office: decOffice(reading, message),
    goodsLocation: decGoodsLocation(reading, message),
    procedure: valueAt(reading, head, 'TradeMode'),
    incoterm: CN_INCOTERMS[valueAt(reading, head, 'TransMode') ?? ''],
    // 启运国 of an import, 运抵国 of an export
    dispatchCountry: direction === 'EXPORT' ? undefined : trading,
    destinationCountry: direction === 'EXPORT' ? (trading ?? destination) : destination,
    parties: decParties(reading, head, direction === 'EXPORT'),
    grossMass: massAt(reading, head, 'GrossWet'),
    packages: countAt(reading, head, 'PackNo'),
  } as const;
}

/** 18 digits: office, year, I/E flag and serial number. Another number is kept and told. */
function entryNumber(reading: Reading, head: XmlElement): string | undefined {
  const found = stated(reading, head, 'EntryId');
  if (!found || /^0+$/.test(found.text)) return undefined;
  if (!/^\d{18}$/.test(found.text))
    doubt(reading, found, 'VALUE', `EntryId "${found.text}" has not 18 digits`, 'send the number that customs gave');
  return found.text;
}

/** The declarant's own number, and the unified number that the single window gives in return. */
function localReferences(reading: Reading, message: XmlElement): Reference[] {
  const declarant = firstValue(reading, message, 'DecHead/AgentCodeScc', 'DecHead/AgentCode');
  return [
    ...quote('LRN', valueAt(reading, message, 'DecSign/ClientSeqNo'), declarant),
    ...quote('LRN', valueAt(reading, message, 'DecHead/SeqNo')),
  ];
}

/** Licences and certificates (LicenseDocu, LicenseNo) and the declaration that this one belongs to (RelId). */
function producedDocuments(reading: Reading, message: XmlElement): { type: string; number: string }[] {
  const papers = children(message, 'DecLicenseDocus/LicenseDocu').map(paper => ({
    type: valueAt(reading, paper, 'DocuCode') ?? 'LICENCE',
    number: valueAt(reading, paper, 'CertCode'),
  }));
  const licence = { type: 'LICENCE', number: valueAt(reading, message, 'DecHead/LicenseNo') };
  const related = { type: 'RELATED', number: valueAt(reading, message, 'DecFreeTxt/RelId') };
  return [...papers, licence, related].flatMap(({ type, number }) => (number === undefined ? [] : [{ type, number }]));
}

function common(values: readonly (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** OperType G stores a draft; a declaration with its number was declared all the same. */
function isDraft(reading: Reading, message: XmlElement): boolean {
  return valueAt(reading, message, 'DecSign/OperType') === 'G' && !stated(reading, message, 'DecHead/EntryId');
}

/** SignDate: CCYYMMDDHHMMSS and hundredths. */
function signedAt(reading: Reading, message: XmlElement): TimeValue | undefined {
  const found = stated(reading, message, 'DecSign/SignDate');
  if (!found) return undefined;
  const { timeZone } = reading.profile;
  const zone = timeZone ? { profileZone: timeZone } : { placeZone: BEIJING };
  const time = readTime(found.text.replace(/^(\d{14})\d{2}$/, '$1'), zone);
  if (!time) doubt(reading, found, 'VALUE', `"${found.text}" is not a date or time`, 'send CCYYMMDDHHMMSS');
  return time && { ...time, raw: found.text };
}

function lodgement({ position, references, lodgedAt, office }: DeclarationFact): Fact[] {
  if (!lodgedAt) return [];
  const event: EventFact = {
    kind: 'EVENT',
    position,
    references,
    type: 'DECLARATION_LODGED',
    classifier: 'ACT',
    subject: 'DECLARATION',
    time: lodgedAt,
    ...(office && { place: office }),
  };
  return [event];
}
