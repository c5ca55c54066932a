import type { EventFact, Fact, TransportDocumentFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, textAt } from '../formats/xml-navigation.ts';
import { type ManifestContext, manifestLine } from './cn-consignment.ts';
import { moveFacts, retraction } from './cn-manifest-events.ts';
import {
  announcesBills,
  CN_FUNCTIONS,
  type ManifestPurpose,
  manifestPurpose,
  manifestType,
} from './cn-manifest-types.ts';
import { doubt, issueAt, type Reading, timeAt } from './customs-reading.ts';

const MESSAGE_TYPE = 'China manifest';
const NAMESPACE = /^urn:(Declaration|wco):datamodel:standard:CN:/;
/** China has one legal time, and the standard's local times are Beijing time. */
const BEIJING = 'Asia/Shanghai';

/** China Customs manifests MTxxxx: original and advance manifests, arrival, loading and tally reports. */
export const cnManifestAdapter: Adapter = {
  name: 'customs/cn-manifest',
  version: 1,
  kind: 'customs',
  recognises: isManifest,
  read: readManifest,
};

function isManifest({ format, xmlRoot, xmlNamespace = '', text }: MessageGlance): boolean {
  if (format !== 'XML' || xmlRoot !== 'Manifest') return false;
  return NAMESPACE.test(xmlNamespace) || (xmlNamespace === '' && /<MessageType>\s*MT\d{4}/.test(text));
}

function readManifest(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  const { root } = xml;
  const type = manifestType(textAt(root, 'Head/MessageType'), root.namespace);
  const messageType = type === undefined ? MESSAGE_TYPE : `${MESSAGE_TYPE} MT${type}`;
  const purpose = type === undefined ? undefined : manifestPurpose(type);
  const declaration = child(root, 'Declaration');
  const reference = textAt(root, 'Head/MessageID');
  const named = reference === undefined ? {} : { reference };
  if (type === undefined || !purpose)
    return { messageType, parts: [{ ...named, facts: [], issues: [unknownType(root, type)] }] };
  if (!declaration) return { messageType, parts: [{ ...named, facts: [], issues: [noDeclaration(root)] }] };
  return { messageType, parts: [{ ...named, ...readPart(root, declaration, type, purpose, profile) }] };
}

function unknownType(root: XmlElement, type: string | undefined): FeedIssue {
  if (type === undefined)
    return issueAt(root, 'ERROR', 'STRUCTURE', 'the manifest states no type', 'send Head/MessageType');
  return issueAt(
    root,
    'ERROR',
    'CODE_UNKNOWN',
    `manifest type MT${type} is not read`,
    'send manifests, arrival, loading or tally reports',
  );
}

function noDeclaration(root: XmlElement): FeedIssue {
  const message = child(root, 'Response')
    ? 'a receipt of customs carries no manifest'
    : 'the manifest has no Declaration';
  return issueAt(root, 'ERROR', 'STRUCTURE', message, 'send Manifest > Declaration');
}

function readPart(
  root: XmlElement,
  declaration: XmlElement,
  type: string,
  purpose: ManifestPurpose,
  profile: MappingProfile,
): Omit<ReadPart, 'reference'> {
  const reading: Reading = { profile, issues: [], placeZone: BEIJING };
  const functionCode = textAt(root, 'Head/FunctionCode') ?? '';
  if (!CN_FUNCTIONS.has(functionCode))
    doubt(reading, root, 'CODE_UNKNOWN', `function code "${functionCode}" is not known`, 'send 9, 2, 5 or 3');
  const sentAt = timeAt(reading, root, 'Head/SendTime');
  const context = { type, declaration, deletes: functionCode === '3', ...(sentAt && { sentAt }) };
  const lines = readLines(reading, purpose, context);
  const facts = [...lines, ...moveFacts(reading, purpose, context)];
  if (facts.length > 0) return { facts, issues: withoutRepeats(reading.issues) };
  const empty = issueAt(
    declaration,
    'ERROR',
    'STRUCTURE',
    'the manifest names no bill and no box',
    'send Consignment or TransportEquipment',
  );
  return { facts: [], issues: [empty, ...reading.issues] };
}

/** What several facts of a message repeat, such as its vessel, raises one doubt. */
function withoutRepeats(issues: readonly FeedIssue[]): FeedIssue[] {
  const texts = issues.map(issue => JSON.stringify(issue));
  return issues.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

/** A report that is deleted takes back its moves and says nothing about the bills: only a manifest can void its lines. */
function readLines(reading: Reading, purpose: ManifestPurpose, context: ManifestContext): Fact[] {
  if (context.deletes && !announcesBills(purpose)) return [];
  return children(context.declaration, 'Consignment').flatMap(consignment => {
    const ofLine: Reading = { ...reading, issues: [] };
    const line = manifestLine(ofLine, consignment, context);
    if (!line)
      doubt(ofLine, consignment, 'STRUCTURE', 'the line has no bill number', 'send TransportContractDocument/ID');
    reading.issues.push(...ofLine.issues);
    if (!line) return [];
    return announcesBills(purpose) ? [line, ...lodgement(line, context)] : [line];
  });
}

function lodgement(line: TransportDocumentFact, { sentAt, deletes, type }: ManifestContext): Fact[] {
  const key = `${line.key}|LODGED`;
  const { position, references } = line;
  if (deletes) return [retraction({ position, references, ...(sentAt && { updatedAt: sentAt }) }, key)];
  if (!sentAt) return [];
  const event: EventFact = {
    kind: 'EVENT',
    position,
    references,
    key,
    updatedAt: sentAt,
    type: 'MANIFEST_LODGED',
    classifier: 'ACT',
    subject: 'DOCUMENT',
    time: sentAt,
    ...(line.office && { place: line.office }),
    ...(line.conveyance && { conveyance: line.conveyance }),
    rawCode: `MT${type}`,
  };
  return [event];
}
