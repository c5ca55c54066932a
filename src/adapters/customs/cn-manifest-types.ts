import type { ConveyanceClaim } from '../../messages/claims.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

/**
 * China Customs, codes of manifest messages: business (1 original import manifest, 2 advance export manifest, 3 arrival of goods at
 * the supervised place, 4 loading, 5 tally), mode of transport (1 sea, 2 air, 4 road), serial number.
 */
export type ManifestPurpose =
  | 'IMPORT_MANIFEST'
  | 'EXPORT_MANIFEST'
  | 'ARRIVAL'
  | 'LOADING'
  | 'IMPORT_TALLY'
  | 'EXPORT_TALLY';

const PURPOSES: Readonly<Record<string, ManifestPurpose>> = codeTable({
  1101: 'IMPORT_MANIFEST',
  1201: 'IMPORT_MANIFEST',
  1401: 'IMPORT_MANIFEST',
  2101: 'EXPORT_MANIFEST',
  2201: 'EXPORT_MANIFEST',
  2401: 'EXPORT_MANIFEST',
  3101: 'ARRIVAL',
  3102: 'ARRIVAL',
  3201: 'ARRIVAL',
  3202: 'ARRIVAL',
  3402: 'ARRIVAL',
  4101: 'LOADING',
  4201: 'LOADING',
  5101: 'IMPORT_TALLY',
  5102: 'EXPORT_TALLY',
  5201: 'IMPORT_TALLY',
  5202: 'EXPORT_TALLY',
  5402: 'EXPORT_TALLY',
});

/** Type as the head states it, MT2101, or as the end of the namespace of its standard does. */
export function manifestType(stated: string | undefined, namespace: string): string | undefined {
  return /^(?:MT)?(\d{4})$/.exec(stated ?? '')?.[1] ?? /:CN:(?:MT)?(\d{4}):/.exec(namespace)?.[1];
}

export function manifestPurpose(type: string): ManifestPurpose | undefined {
  return PURPOSES[type];
}

/** A manifest proper announces bills; the reports tell what became of them. */
export function announcesBills(purpose: ManifestPurpose): boolean {
  return purpose === 'IMPORT_MANIFEST' || purpose === 'EXPORT_MANIFEST';
}

/** Code list CN012: mode of transport across the border. */
export const CN_MODES: Readonly<Record<string, ConveyanceClaim['mode']>> = codeTable({
  1: 'SEA',
  2: 'RAIL',
  3: 'ROAD',
  4: 'AIR',
});

/** Head/FunctionCode: 9 original, 2 addition, 5 change, 3 deletion. */
export const CN_FUNCTIONS = new Set(['9', '2', '5', '3']);
