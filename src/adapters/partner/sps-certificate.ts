import type { EventType } from '../../messages/event-type.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { type Reference, referenceKey } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, positionOf } from '../formats/xml-navigation.ts';
import { doubt, refusal } from './doubt.ts';
import { CONSIGNMENT_PARTIES, STATUS_RANK } from './sps-codes.ts';
import { spsItems, spsParty, spsUnloading, tradeLines } from './sps-consignment.ts';
import { certificateStatus, certificateType, lastChange, namedDocuments, replacedNumber } from './sps-document.ts';
import { spsConveyances, spsEquipment } from './sps-equipment.ts';
import { countryAt, englishAt, type SpsReading, stated, timeAt } from './sps-reading.ts';

const MESSAGE_TYPE = 'UN/CEFACT SPSCertificate';
const NAMESPACE = 'urn:un:unece:uncefact:data:standard:SPSCertificate:';

/** Sanitary and phytosanitary certificates of UN/CEFACT, as the IPPC ePhyto hub and TRACES send them. */
export const spsCertificateAdapter: Adapter = {
  name: 'partner/uncefact-sps-certificate',
  version: 1,
  kind: 'partner',
  recognises: ({ xmlRoot, xmlNamespace }: MessageGlance) =>
    xmlRoot === 'SPSCertificate' && (xmlNamespace ?? '').startsWith(NAMESPACE),
  read: readCertificate,
};

function readCertificate({ text }: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [refused(xml.issue)] };
  const version = xml.root.namespace.slice(NAMESPACE.length);
  return { messageType: `${MESSAGE_TYPE} ${version}`, parts: [readPart(xml.root, { profile, doubts: [] })] };
}

function readPart(root: XmlElement, reading: SpsReading): ReadPart {
  const document = child(root, 'SPSExchangedDocument');
  const consignment = child(root, 'SPSConsignment');
  if (!document || !consignment) {
    const lacking = document ? 'SPSConsignment' : 'SPSExchangedDocument';
    return refused(refusal('STRUCTURE', positionOf(root), `${lacking} is missing`, `Send ${lacking}.`));
  }
  const number = stated(document, 'ID', reading);
  if (!number) {
    const message = 'the certificate has no number';
    return refused(refusal('STRUCTURE', positionOf(document), message, 'Send it in SPSExchangedDocument/ID.'));
  }
  const certificate = certificateFact(number, document, consignment, reading);
  const facts: Fact[] = [certificate, ...certificateEvents(certificate, reading)];
  return { reference: number, facts, issues: reading.doubts };
}

function certificateFact(
  number: string,
  document: XmlElement,
  consignment: XmlElement,
  reading: SpsReading,
): CertificateFact {
  const head = certificateHead(number, document, reading);
  const body = certificateBody(document, consignment, reading);
  const country = body.exportCountry;
  return {
    kind: 'CERTIFICATE',
    position: positionOf(document),
    key: certificateKey(number, country),
    revision: STATUS_RANK[head.status],
    references: distinct([
      ...quote('CERTIFICATE', number, country),
      ...quote('CERTIFICATE', head.replaces, country),
      ...namedDocuments(document, reading),
      ...quoteEquipment(body.equipment),
      ...spsConveyances(consignment, reading),
    ]),
    ...head,
    ...body,
    ...(reading.doubts.length > 0 && { issues: [...reading.doubts] }),
  };
}

function certificateHead(number: string, document: XmlElement, reading: SpsReading) {
  const issuedAt = timeAt(document, 'IssueDateTime', reading);
  const updatedAt = lastChange(document, issuedAt, reading);
  const replaces = replacedNumber(document, reading);
  const issuer = englishAt(document, 'IssuerSPSParty/Name', reading) ?? stated(document, 'IssuerSPSParty/ID', reading);
  return {
    number,
    ...certificateType(document, reading),
    ...certificateStatus(document, reading),
    ...(issuedAt && { issuedAt }),
    ...(updatedAt && { updatedAt }),
    ...(replaces && { replaces }),
    ...(issuer && { issuer }),
  };
}

function certificateBody(document: XmlElement, consignment: XmlElement, reading: SpsReading) {
  const reExportCountry = countryAt(consignment, 'ReExportSPSCountry/ID', reading);
  const exportCountry = reExportCountry ?? countryAt(consignment, 'ExportSPSCountry/ID', reading);
  const importCountry = countryAt(consignment, 'ImportSPSCountry/ID', reading);
  const unloading = spsUnloading(consignment, reading);
  const lines = tradeLines(consignment);
  return {
    ...(exportCountry && { exportCountry }),
    ...(importCountry && { importCountry }),
    parties: partiesOf(document, consignment, reading),
    items: spsItems(lines, reading),
    equipment: spsEquipment(consignment, lines, reading),
    ...(unloading && { unloading }),
  };
}

/** Numbers are unique within the country that certifies, and a hub relays those of many countries. */
function certificateKey(number: string, country: string | undefined): string {
  return country ? `${country}/${number}` : number;
}

function partiesOf(document: XmlElement, consignment: XmlElement, reading: SpsReading): CertificateFact['parties'] {
  return [
    ...spsParty(child(document, 'IssuerSPSParty'), 'AUTHORITY', reading),
    ...CONSIGNMENT_PARTIES.flatMap(([path, role]) => spsParty(child(consignment, path), role, reading)),
  ];
}

/** A certificate that names another as replaced is at once the issue of the one and the replacement of the other. */
function certificateEvents(certificate: CertificateFact, reading: SpsReading): EventFact[] {
  const { number, replaces, status } = certificate;
  const type = STATUS_EVENTS[status];
  if (!type) return [];
  const time = status === 'ISSUED' ? certificate.issuedAt : certificate.updatedAt;
  if (!time) {
    const message = `certificate ${number} states no readable time of its issue: it yields no event`;
    const remedy = 'Send IssueDateTime in ISO 8601 with a zone.';
    reading.doubts.push(doubt('STRUCTURE', certificate.position, message, remedy));
    return [];
  }
  const own = certificateEvent(certificate, number, type, time);
  if (status !== 'ISSUED' || !replaces) return [own];
  return [own, certificateEvent(certificate, replaces, 'CERTIFICATE_REPLACED', time)];
}

const STATUS_EVENTS: Readonly<Partial<Record<CertificateFact['status'], EventType>>> = {
  ISSUED: 'CERTIFICATE_ISSUED',
  REPLACED: 'CERTIFICATE_REPLACED',
  WITHDRAWN: 'CERTIFICATE_WITHDRAWN',
};

function certificateEvent(certificate: CertificateFact, number: string, type: EventType, time: TimeValue): EventFact {
  const { position, updatedAt, references, exportCountry, statusCode } = certificate;
  return {
    kind: 'EVENT',
    position,
    key: `${certificateKey(number, exportCountry)}|${type}`,
    ...(updatedAt && { updatedAt }),
    references,
    type,
    classifier: 'ACT',
    time,
    subject: 'DOCUMENT',
    ...(statusCode && { rawCode: `4405:${statusCode}` }),
  };
}

function refused(issue: FeedIssue): ReadPart {
  return { facts: [], issues: [issue] };
}

function distinct(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map(reference => [referenceKey(reference), reference])).values()];
}
