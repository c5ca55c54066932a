import type { PartyClaim, PartyRole, PlaceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { quote } from '../../messages/quoted-references.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { cefactTypeCode, checkCefactDocument, isCefactDocument } from '../rail/cefact-document.ts';
import { cefactEquipment, quoteLoad } from '../rail/cefact-equipment.ts';
import { cefactPlace, cefactTime, content, contents, each, pointerPosition } from '../rail/cefact-json.ts';
import { cefactReferences } from '../rail/cefact-references.ts';
import { distinctReferences } from '../rail/distinct-references.ts';
import { IssueList } from '../rail/issue-list.ts';
import { refusedMessage } from '../rail/refused-message.ts';
import { stated } from '../rail/stated.ts';
import { wholeNumber } from '../rail/whole-number.ts';
import { originItems } from './origin-certificate-goods.ts';

const TYPE = 'UN/CEFACT PreferentialCoO D23B';
const DOCUMENT = '/exchangedDocument';

/** UNTDID 1001: 861 certificate of origin, 864 preference certificate of origin, 865 certificate of origin form GSP. */
const ORIGIN_DOCUMENTS = ['861', '864', '865'];

/** UN/CEFACT certificates of origin (Buy-Ship-Pay D23B, PreferentialCoO) as JSON. */
export const preferentialCertificateOfOriginAdapter: Adapter = {
  name: 'partner/preferential-certificate-of-origin',
  version: 1,
  kind: 'partner',
  recognises: glance => isCefactDocument(glance) && ORIGIN_DOCUMENTS.includes(cefactTypeCode(glance.json) ?? ''),
  read,
};

function read({ json }: MessageGlance, profile: MappingProfile): ReadResult {
  const issues = checkCefactDocument(json);
  if (issues.length > 0) return refusedMessage(TYPE, ...issues);
  return { messageType: TYPE, parts: [readCertificate(json, profile)] };
}

function readCertificate(document: unknown, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const number = content(document, DOCUMENT, 'id');
  if (number === undefined || isNullValue(profile, number)) {
    const message = 'the certificate has no number';
    issues.refuse('STRUCTURE', pointerPosition(`${DOCUMENT}/id`), message, 'Send it in exchangedDocument.id.');
    return { facts: [], issues: issues.all };
  }
  const certificate = certificateOf(document, normaliseNumber(number), profile, issues);
  const events = eventOf(certificate, document, profile, issues);
  const facts: Fact[] = [stated({ ...certificate, issues: issues.doubts }) as CertificateFact, ...events];
  return { reference: number, facts: issues.refused ? [] : facts, issues: issues.all };
}

function certificateOf(document: unknown, number: string, profile: MappingProfile, issues: IssueList): CertificateFact {
  const [consignment = { pointer: '', value: undefined }] = each(document, '', 'specifiedConsignment');
  const { pointer } = consignment;
  const place = (name: string): PlaceClaim | undefined =>
    cefactPlace(document, each(document, pointer, name)[0], profile, issues);
  const unloading = place('unloadingLogisticsLocation');
  const exportCountry =
    countryOf(document, pointer, 'exportTradeCountry') ?? countryAt(place('loadingLogisticsLocation'));
  const load = cefactEquipment(document, pointer, profile, issues);
  const withdrawnAt = time(document, 'cancellationDateTime', profile, issues);
  const issuedAt = time(document, 'issueDateTime', profile, issues) ?? signedAt(document, profile, issues);
  return stated({
    kind: 'CERTIFICATE',
    position: pointerPosition(DOCUMENT),
    key: exportCountry ? `${exportCountry}/${number}` : number,
    revision: wholeNumber(content(document, DOCUMENT, 'versionId')),
    updatedAt: withdrawnAt ?? issuedAt,
    references: distinctReferences(
      [...quote('CERTIFICATE', number, exportCountry), ...cefactReferences(document, pointer), ...quoteLoad(load)],
      profile,
    ),
    number,
    type: 'ORIGIN',
    typeCode: cefactTypeCode(document),
    status: withdrawnAt ? 'WITHDRAWN' : 'ISSUED',
    issuer: content(document, DOCUMENT, 'issuer', 'name') ?? content(document, DOCUMENT, 'issuer', 'id'),
    issuedAt,
    exportCountry,
    importCountry: countryOf(document, pointer, 'importTradeCountry') ?? countryAt(unloading),
    parties: partiesOf(document, pointer),
    items: originItems(document, issues),
    equipment: load.equipment,
    unloading,
  }) as CertificateFact;
}

function time(document: unknown, name: string, profile: MappingProfile, issues: IssueList): TimeValue | undefined {
  return cefactTime(document, DOCUMENT, [name], profile.timeZone, issues);
}

/** A certificate that does not say when it was issued was issued when its authority signed it. */
function signedAt(document: unknown, profile: MappingProfile, issues: IssueList): TimeValue | undefined {
  const path = ['firstSignatoryDocumentAuthentication', 'actualDateTime'];
  return cefactTime(document, DOCUMENT, path, profile.timeZone, issues);
}

function countryOf(document: unknown, consignment: string, name: string): string | undefined {
  const code = content(document, consignment, name, 'id');
  return code !== undefined && isCountryCode(code) ? code : undefined;
}

function countryAt(place: PlaceClaim | undefined): string | undefined {
  return place?.country ?? place?.codes.find(({ scheme }) => scheme === 'UNLOCODE')?.value.slice(0, 2);
}

const ROLES: readonly (readonly [name: string, role: PartyRole])[] = [
  ['consignor', 'CONSIGNOR'],
  ['consignee', 'CONSIGNEE'],
  ['exporter', 'EXPORTER'],
  ['importer', 'IMPORTER'],
];

/** In the profile parties have identifiers only, their names stand in registers. */
function partiesOf(document: unknown, consignment: string): PartyClaim[] {
  const issuers = each(document, DOCUMENT, 'issuer').map(({ pointer }) => ['AUTHORITY', pointer] as const);
  const others = ROLES.flatMap(([name, role]) =>
    each(document, consignment, name).map(({ pointer }) => [role, pointer] as const),
  );
  return [...issuers, ...others].flatMap(([role, pointer]) => {
    const name = content(document, pointer, 'name');
    const identifiers = contents(document, pointer, 'id').map(({ value }) => ({ scheme: 'OTHER', value }) as const);
    if (name === undefined && identifiers.length === 0) return [];
    const country = content(document, pointer, 'postalTradeAddress', 'countryId');
    return [stated({ role, name, identifiers, country }) as PartyClaim];
  });
}

function eventOf(
  certificate: CertificateFact,
  document: unknown,
  profile: MappingProfile,
  issues: IssueList,
): readonly EventFact[] {
  const withdrawn = certificate.status === 'WITHDRAWN';
  const at = withdrawn ? time(document, 'cancellationDateTime', profile, new IssueList()) : certificate.issuedAt;
  if (!at) {
    const message = `certificate ${certificate.number} states no readable time of its issue: it yields no event`;
    issues.doubt('STRUCTURE', certificate.position, message, 'Send issueDateTime in format 205, with its offset.');
    return [];
  }
  const { position, references, updatedAt, typeCode } = certificate;
  const type = withdrawn ? 'CERTIFICATE_WITHDRAWN' : 'CERTIFICATE_ISSUED';
  const fact = {
    kind: 'EVENT',
    type,
    classifier: 'ACT',
    time: at,
    subject: 'DOCUMENT',
    position,
    key: `${certificate.key}|${type}`,
    updatedAt,
    references,
    rawCode: typeCode && `1001:${typeCode}`,
  } as const;
  return [stated(fact) as EventFact];
}
