import type { CertificateFact } from '../../messages/partner-facts.ts';
import type { Position } from '../../messages/position.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference, ReferenceScheme } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf } from '../formats/xml-navigation.ts';
import { doubt } from './doubt.ts';
import {
  BILL_CODES,
  CERTIFICATE_CODES,
  certificateStatusOf,
  DECLARATION_CODES,
  SPS_STATUSES,
  SPS_TYPES,
  UCR_CODES,
} from './sps-codes.ts';
import { type SpsReading, stated, timeAt } from './sps-reading.ts';

export function certificateType(document: XmlElement, reading: SpsReading): Pick<CertificateFact, 'type' | 'typeCode'> {
  const typeCode = stated(document, 'TypeCode', reading);
  const type = SPS_TYPES.get(typeCode ?? '');
  if (type) return { type, typeCode };
  const remedy = `Send a document code of UN/EDIFACT 1001: ${[...SPS_TYPES.keys()].join(', ')}.`;
  const message = typeCode ? `"${typeCode}" is no known type of certificate` : 'the type of the certificate is missing';
  reading.doubts.push(doubt('CODE_UNKNOWN', at(document, 'TypeCode'), message, remedy));
  return { type: 'OTHER', ...(typeCode && { typeCode }) };
}

/** A status that nobody knows is never read as issued: a certificate verifies only where its sender says so. */
export function certificateStatus(
  document: XmlElement,
  reading: SpsReading,
): Pick<CertificateFact, 'status' | 'statusCode'> {
  const statusCode = stated(document, 'StatusCode', reading) ?? '';
  const mapped = certificateStatusOf(reading.profile.codes.certificateStatus?.[statusCode]);
  const status = mapped ?? SPS_STATUSES.get(statusCode);
  if (status) return { status, statusCode };
  const message = statusCode ? `status "${statusCode}" is not known` : 'the status of the certificate is missing';
  const remedy = `Send a status of UN/EDIFACT 4405 (${[...SPS_STATUSES.keys()].join(', ')}), or have it mapped in the profile.`;
  reading.doubts.push(doubt('CODE_UNKNOWN', at(document, 'StatusCode'), `${message}: held as a draft`, remedy));
  return { status: 'DRAFT', ...(statusCode && { statusCode }) };
}

/** Appendix 1 to ISPM 12: note ADRPN is the number of the certificate that this one replaces. */
export function replacedNumber(document: XmlElement, reading: SpsReading): string | undefined {
  const notes = children(document, 'IncludedSPSNote');
  const note = notes.find(element => stated(element, 'Subject', reading) === 'ADRPN');
  return stated(note, 'Content', reading);
}

/** When the document last changed: the latest of its signatures, withdrawal included, or its issue. */
export function lastChange(
  document: XmlElement,
  issuedAt: TimeValue | undefined,
  reading: SpsReading,
): TimeValue | undefined {
  const signed = children(document, 'SignatorySPSAuthentication').map(by => timeAt(by, 'ActualDateTime', reading));
  return [issuedAt, ...signed].reduce((latest, time) =>
    time && (!latest || time.instant > latest.instant) ? time : latest,
  );
}

/** Documents that the certificate names by a coded relation; what is only attached (ZZZ, mutually defined) identifies nothing. */
export function namedDocuments(document: XmlElement, reading: SpsReading): Reference[] {
  return children(document, 'ReferenceSPSReferencedDocument').flatMap(named => {
    const codes = ['TypeCode', 'RelationshipTypeCode'].flatMap(path => stated(named, path, reading) ?? []);
    const scheme = codes.map(schemeOf).find(found => found !== undefined);
    return scheme ? quote(scheme, stated(named, 'ID', reading)) : [];
  });
}

function schemeOf(code: string): ReferenceScheme | undefined {
  if (BILL_CODES.has(code)) return 'BL';
  if (CERTIFICATE_CODES.has(code)) return 'CERTIFICATE';
  if (DECLARATION_CODES.has(code)) return 'DECLARATION';
  return UCR_CODES.has(code) ? 'UCR_D' : undefined;
}

function at(document: XmlElement, path: string): Position {
  return positionOf(child(document, path) ?? document);
}
