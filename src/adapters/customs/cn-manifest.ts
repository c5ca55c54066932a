import type { EventFact, Fact, TransportDocumentFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, textAt } from '../formats/xml-navigation.ts';
import { manifestLine } from './cn-consignment.ts';
import { moveFacts, retraction } from './cn-manifest-events.ts';
import { type ManifestHeader, manifestHeader } from './cn-manifest-header.ts';
import { announcesBills, manifestPurpose, manifestType } from './cn-manifest-types.ts';
import { doubt, issueAt, type Reading } from './customs-reading.ts';

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
  const reading = (): Reading => ({ profile, issues: [], placeZone: BEIJING });
  const header = manifestHeader(reading(), root, declaration, { type, purpose });
  return { messageType, parts: [{ ...named, ...readPart(reading(), header, declaration) }] };
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

function readPart(reading: Reading, header: ManifestHeader, declaration: XmlElement): Omit<ReadPart, 'reference'> {
  const lines = readLines(reading, header, declaration);
  const facts = [...lines, ...moveFacts(reading, declaration, header)];
  const issues = [...header.issues, ...reading.issues];
  if (facts.length > 0) return { facts, issues };
  const remedy = 'send Consignment or TransportEquipment';
  return {
    facts,
    issues: [issueAt(declaration, 'ERROR', 'STRUCTURE', 'the manifest names no bill and no box', remedy), ...issues],
  };
}

/** A report that is deleted takes back its moves and says nothing about the bills: only a manifest can void its lines. */
function readLines(reading: Reading, header: ManifestHeader, declaration: XmlElement): Fact[] {
  const announces = announcesBills(header.purpose);
  if (header.deletes && !announces) return [];
  return children(declaration, 'Consignment').flatMap(consignment => {
    const ofLine: Reading = { ...reading, issues: [] };
    const line = manifestLine(ofLine, consignment, header);
    if (!line)
      doubt(ofLine, consignment, 'STRUCTURE', 'the line has no bill number', 'send TransportContractDocument/ID');
    for (const issue of ofLine.issues) reading.issues.push(issue);
    if (!line) return [];
    return announces ? [line, ...lodgement(line, header)] : [line];
  });
}

function lodgement(line: TransportDocumentFact, { sentAt, deletes, type }: ManifestHeader): Fact[] {
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
