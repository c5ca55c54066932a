import type { DeclarationFact } from '../../messages/fact.ts';

type Direction = NonNullable<DeclarationFact['direction']>;

/** Requested procedures of the Union Customs Code (annex B, DE 1/10): permanent, temporary and re-export; the rest enter goods. */
const EXPORT_PROCEDURES = new Set(['10', '11', '21', '22', '23', '31']);
const IMPORT_PROCEDURES = /^(0[17]|4[0-9]|5[1-4]|6[138]|7[168]|9[156])$/;

/**
 * UCC DE 1/1: IM and EX say the direction, CO (trade within the customs territory) leaves it to the procedure. UN/EDIFACT 1001
 * has 929 for import, 830 for export and 820 to 825 for transit declarations.
 */
export function declaredDirection(typeCode: string | undefined, procedure: string | undefined): Direction | undefined {
  const type = typeCode?.toUpperCase() ?? '';
  if (type.startsWith('EX') || type === '830') return 'EXPORT';
  if (type.startsWith('IM') || type === '929') return 'IMPORT';
  if (/^(T|T1|T2|T2F|T2SM|TIR|TD|TRA.*|82[0-5])$/.test(type)) return 'TRANSIT';
  const requested = procedure?.slice(0, 2) ?? '';
  if (EXPORT_PROCEDURES.has(requested)) return 'EXPORT';
  return IMPORT_PROCEDURES.test(requested) ? 'IMPORT' : undefined;
}
