import type { ReferenceScheme } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

/** UNTDID 1001 document names whose number is an identifier of the consignment. */
const BY_DOCUMENT_NAME: Readonly<Record<string, ReferenceScheme>> = codeTable({
  '335': 'RAIL_BOOKING', // booking request
  '770': 'RAIL_BOOKING', // booking confirmation
  '704': 'BL', // master bill of lading
  '705': 'BL', // bill of lading
  '706': 'BL', // bill of lading original
  '710': 'BL', // sea waybill
  '714': 'BL', // house bill of lading
  '761': 'BL', // through bill of lading
  '720': 'RAIL_NOTE', // rail consignment note
  '722': 'RAIL_NOTE', // road list SMGS
  '821': 'DECLARATION', // transit declaration T1
  '822': 'DECLARATION', // transit declaration T2
  '830': 'DECLARATION', // goods declaration for export
  '929': 'DECLARATION', // goods declaration for import
  '932': 'DECLARATION', // goods declaration for customs transit
});

/** UNTDID 1153 reference qualifiers, likewise. The order or contract of carriage of an SMGS note is its booking. */
const BY_REFERENCE: Readonly<Record<string, ReferenceScheme>> = codeTable({
  BN: 'RAIL_BOOKING',
  CT: 'RAIL_BOOKING',
  ON: 'RAIL_BOOKING',
  BM: 'BL',
  MB: 'BL',
  BH: 'BL',
  ABT: 'DECLARATION',
  AAE: 'DECLARATION',
  UCN: 'UCR_D',
});

export function schemeOfDocument(name: string | undefined, reference?: string): ReferenceScheme | undefined {
  return BY_REFERENCE[reference ?? ''] ?? BY_DOCUMENT_NAME[name ?? ''];
}
