import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { normaliseNumber, type Reference } from '../../messages/reference.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { distinctReferences } from '../rail/distinct-references.ts';
import { schemeOfDocument } from '../rail/document-scheme.ts';
import { IssueList } from '../rail/issue-list.ts';
import { refusedMessage } from '../rail/refused-message.ts';
import { stated } from '../rail/stated.ts';
import { ublParty, ublPlace, ublTime } from '../rail/ubl-reading.ts';
import { isWcoUcr } from '../rail/wco-ucr.ts';
import { SPS_TYPES } from './sps-codes.ts';
import { certifiedBoxes, certifiedItems } from './ubl-certificate-goods.ts';

const TYPE = 'UBL GoodsCertificate';

/** UBL 2.3 GoodsCertificate: an authority attests something of the goods of a consignment. */
export const ublGoodsCertificateAdapter: Adapter = {
  name: 'partner/ubl-goods-certificate',
  version: 1,
  kind: 'partner',
  recognises: ({ format, xmlRoot }) => format === 'XML' && xmlRoot === 'GoodsCertificate',
  read,
};

function read({ text }: MessageGlance, profile: MappingProfile): ReadResult {
  const document = readXml(text);
  if (!document.ok) return refusedMessage(TYPE, document.issue);
  const version = textAt(document.root, 'UBLVersionID');
  return { messageType: version ? `${TYPE} ${version}` : TYPE, parts: [readCertificate(document.root, profile)] };
}

function readCertificate(root: XmlElement, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const number = textAt(root, 'ID');
  if (number === undefined || isNullValue(profile, number)) {
    issues.refuse('STRUCTURE', positionOf(root), 'the certificate has no number', 'Send it in cbc:ID.');
    return { facts: [], issues: issues.all };
  }
  const certificate = certificateOf(root, normaliseNumber(number), profile, issues);
  const events = issuedOf(certificate, issues);
  const facts: Fact[] = [stated({ ...certificate, issues: issues.doubts }) as CertificateFact, ...events];
  return { reference: number, facts, issues: issues.all };
}

function certificateOf(root: XmlElement, number: string, profile: MappingProfile, issues: IssueList): CertificateFact {
  const consignment = child(root, 'Shipment/Consignment');
  const exportCountry =
    countryAt(consignment, 'OriginalDepartureCountry') ?? countryAt(root, 'ConsignorParty/PostalAddress/Country');
  const equipment = certifiedBoxes(consignment, profile, issues);
  const issuedAt = ublTime(root, 'Issue', profile, issues);
  const typeCode = textAt(root, 'TypeCode');
  const issuer = child(root, 'IssuerParty');
  const unloading = child(consignment, 'MainCarriageShipmentStage/UnloadingPortLocation');
  return stated({
    kind: 'CERTIFICATE',
    position: positionOf(root),
    key: exportCountry ? `${exportCountry}/${number}` : number,
    updatedAt: issuedAt,
    references: distinctReferences(
      [
        ...quote('CERTIFICATE', number, exportCountry),
        ...namedDocuments(root, consignment),
        ...quoteEquipment(equipment),
      ],
      profile,
    ),
    number,
    type: SPS_TYPES.get(typeCode ?? '') ?? 'OTHER',
    typeCode,
    status: 'ISSUED',
    issuer: textAt(issuer, 'PartyName/Name') ?? textAt(issuer, 'PartyIdentification/ID'),
    issuedAt,
    exportCountry,
    importCountry:
      countryAt(consignment, 'FinalDestinationCountry') ??
      countryAt(consignment, 'ConsigneeParty/PostalAddress/Country'),
    parties: partiesOf(root, consignment),
    items: certifiedItems(consignment, profile, issues),
    equipment,
    unloading: ublPlace(unloading, profile, issues),
  }) as CertificateFact;
}

function countryAt(element: XmlElement | undefined, path: string): string | undefined {
  const code = textAt(element, `${path}/IdentificationCode`);
  return code !== undefined && isCountryCode(code) ? code : undefined;
}

/** Documents by UNTDID 1001, and the consignment's own number where that is a UCR: what a forwarder numbers for itself identifies nothing. */
function namedDocuments(root: XmlElement, consignment: XmlElement | undefined): Reference[] {
  const documents = ['DocumentReference', 'AdditionalDocumentReference', 'ReferencedDocument'].flatMap(name => [
    ...children(root, name),
    ...children(consignment, name),
  ]);
  const quoted = documents.flatMap(named => {
    const scheme = schemeOfDocument(textAt(named, 'DocumentTypeCode'));
    return scheme ? quote(scheme, textAt(named, 'ID')) : [];
  });
  const own = normaliseNumber(textAt(consignment, 'ID') ?? '');
  return isWcoUcr(own) ? [...quoted, ...quote('UCR_D', own)] : quoted;
}

const CONSIGNMENT_ROLES: readonly (readonly [element: string, role: PartyRole])[] = [
  ['ConsigneeParty', 'CONSIGNEE'],
  ['ConsignorParty', 'CONSIGNOR'],
  ['ExporterParty', 'EXPORTER'],
  ['ImporterParty', 'IMPORTER'],
  ['CarrierParty', 'CARRIER'],
];

/** The consignor of the document is told again in its consignment, there perhaps as the premises that the goods leave: the document's counts. */
function partiesOf(root: XmlElement, consignment: XmlElement | undefined): PartyClaim[] {
  const ofRoot = [
    ['IssuerParty', 'AUTHORITY'],
    ['ConsignorParty', 'CONSIGNOR'],
    ['FreightForwarderParty', 'FORWARDER'],
  ] as const;
  const told = ofRoot.flatMap(([name, role]) => children(root, name).map(party => ublParty(party, role)));
  const isTold = (role: PartyRole) => told.some(party => party.role === role);
  const ofConsignment = CONSIGNMENT_ROLES.filter(([, role]) => !isTold(role)).flatMap(([name, role]) =>
    children(consignment, name).map(party => ublParty(party, role)),
  );
  return [...told, ...ofConsignment].filter(({ name, identifiers }) => name !== undefined || identifiers.length > 0);
}

function issuedOf(certificate: CertificateFact, issues: IssueList): readonly EventFact[] {
  const { position, references, updatedAt, typeCode, issuedAt, key, number } = certificate;
  if (!issuedAt) {
    const message = `certificate ${number} states no readable time of its issue: it yields no event`;
    issues.doubt('STRUCTURE', position, message, 'Send IssueDate, and IssueTime with its zone.');
    return [];
  }
  const event = {
    kind: 'EVENT',
    position,
    key: `${key}|CERTIFICATE_ISSUED`,
    updatedAt,
    references,
    type: 'CERTIFICATE_ISSUED',
    classifier: 'ACT',
    time: issuedAt,
    subject: 'DOCUMENT',
    rawCode: typeCode,
  } as const;
  return [stated(event) as EventFact];
}
