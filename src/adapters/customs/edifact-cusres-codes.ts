import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { RESPONSE_KINDS } from './wco-response-codes.ts';

/** List 1001 to WCO response function codes: document response, error response, tax calculation, clearance notice. */
const DOCUMENT_NAMES: Readonly<Record<string, string>> = codeTable({
  '962': '01',
  '963': '03',
  '965': '13',
  '132': '09',
});

export const CUSRES_DOCUMENT_NAMES: readonly string[] = ['962', '963'];

/**
 * The WCO response function code of an answer. GIS says more than the document name (released, to be examined), but each customs has its own
 * list of it: the partner's mapping (`codes.processingStatus`, `codes.documentName`) stands before the UN list.
 */
export function responseCode(
  documentName: string,
  processing: readonly string[],
  profile: MappingProfile,
): string | undefined {
  const own = processing.flatMap(code => mapped(profile, 'processingStatus', code) ?? [])[0];
  return own ?? mapped(profile, 'documentName', documentName) ?? DOCUMENT_NAMES[documentName];
}

function mapped(profile: MappingProfile, list: string, code: string): string | undefined {
  const codes = Object.hasOwn(profile.codes, list) ? profile.codes[list] : undefined;
  const value = codes && Object.hasOwn(codes, code) ? codes[code]?.padStart(2, '0') : undefined;
  return value !== undefined && value in RESPONSE_KINDS ? value : undefined;
}
