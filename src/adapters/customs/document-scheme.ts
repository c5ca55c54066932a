import { quote } from '../../messages/quoted-references.ts';
import type { Reference, ReferenceScheme } from '../../messages/reference.ts';

/** UN/EDIFACT 1001: house waybill, bills of lading of all kinds (761 through bill), sea and air waybills, house bill. */
const BILLS = new Set('703 704 705 706 707 709 710 711 712 714 740 741 743 761 763'.split(' '));
/** UN/EDIFACT 1001: rail consignment notes of CIM and SMGS. */
const RAIL_NOTES = new Set(['720', '722']);
/** UN/EDIFACT 1001: transit declarations T1 and T2, goods declarations for export, import and transit. */
const DECLARATIONS = new Set(['821', '822', '830', '929', '932']);
/** UN/EDIFACT 1001 phytosanitary, sanitary, veterinary and origin certificates; TARIC C085, C640, C678 and N853 the CHEDs. */
const CERTIFICATES = new Set(['N851', 'N852', 'N853', 'N861', 'N636', 'C085', 'C640', 'C678']);

/** The scheme in which others quote a document of this type: a code of 1001, bare or as the Union writes it, with N before it. */
export function documentScheme(type: string): ReferenceScheme | undefined {
  const code = bare(type);
  if (BILLS.has(code)) return 'BL';
  return RAIL_NOTES.has(code) ? 'RAIL_NOTE' : undefined;
}

export function isCertificate(type: string): boolean {
  return CERTIFICATES.has(type);
}

/** A document that a declaration produces or follows on, by its type; none where the type is no identifier of the consignment. */
export function quoteDocument(type: string, number: string | undefined): Reference[] {
  const code = bare(type);
  if (isCertificate(type) || isCertificate(`N${code}`)) return quote('CERTIFICATE', number);
  if (DECLARATIONS.has(code)) return quote('DECLARATION', number);
  const scheme = documentScheme(type);
  return scheme ? quote(scheme, number) : [];
}

function bare(type: string): string {
  return type.replace(/^N(?=\d{3}$)/, '');
}
