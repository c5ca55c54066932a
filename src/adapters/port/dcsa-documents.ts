import { quote } from '../../messages/quoted-references.ts';
import { type Reference, type ReferenceScheme, referenceKey } from '../../messages/reference.ts';
import { each, type JsonReading, readText } from '../formats/json-reading.ts';

/**
 * Document types of DCSA whose numbers identify a consignment. Numbers of shipping instructions, arrival notices,
 * invoices and the like identify nothing beyond their own paper.
 */
const SCHEMES = new Map<string, ReferenceScheme>([
  ['TRD', 'BL'], // transport document
  ['BKG', 'BOOKING'],
  ['CBR', 'BOOKING'], // carrier booking request
  ['CUC', 'DECLARATION'], // customs clearance
  ['CEA', 'CERTIFICATE'], // analysis
  ['CEO', 'CERTIFICATE'], // origin
  ['FCE', 'CERTIFICATE'], // fumigation
  ['HCE', 'CERTIFICATE'], // health
  ['ICE', 'CERTIFICATE'], // inspection
  ['PCE', 'CERTIFICATE'], // phytosanitary
  ['VCE', 'CERTIFICATE'], // veterinary
]);

export function isLinkingDocument(type: string | undefined): boolean {
  return type !== undefined && SCHEMES.has(type);
}

/** An identifier that a message repeats is quoted once, where it comes first. */
export function quoteOnce(references: readonly Reference[]): readonly Reference[] {
  return [...new Map(references.map(reference => [referenceKey(reference), reference])).values()];
}

/** `carrier` issued the transport documents and bookings, where the message or the partner's profile says who it is. */
export function quoteDocument(
  type: string | undefined,
  number: string | undefined,
  carrier: string | undefined,
): Reference[] {
  const scheme = type === undefined ? undefined : SCHEMES.get(type);
  if (!scheme) return [];
  return quote(scheme, number, scheme === 'BL' || scheme === 'BOOKING' ? carrier : undefined);
}

export function quoteDocuments(
  reading: JsonReading,
  list: string,
  typePointer: string,
  numberPointer: string,
  carrier: string | undefined,
): Reference[] {
  return each(reading, list).flatMap(document =>
    quoteDocument(readText(document, typePointer), readText(document, numberPointer), carrier),
  );
}
