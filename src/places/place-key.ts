import type { PlaceCode } from '../messages/claims.ts';
import type { PlaceEntry } from './place-entry.ts';

/** Under what a place is looked up. The tables hold a key for ever; whether it holds on a day, the record says. */
export const placeKey = {
  id: (id: string) => `ID|${id}`,
  code: ({ scheme, value }: PlaceCode) => `CODE|${scheme}|${value}`,
  childOf: (id: string) => `PARENT|${id}`,
  groupOf: (id: string) => `MEMBER|${id}`,
  mergedInto: (id: string) => `MERGED|${id}`,
};

export function keysOfEntry(entry: PlaceEntry): string[] {
  return [
    placeKey.id(entry.id),
    ...entry.codes.map(placeKey.code),
    ...(entry.parents ?? []).map(each => placeKey.childOf(each.id)),
    ...(entry.members ?? []).map(each => placeKey.groupOf(each.id)),
    ...(entry.mergedInto ?? []).map(each => placeKey.mergedInto(each.id)),
  ];
}

/**
 * The codes that a stated code can mean. China customs' ports have the form of a UN/LOCODE, and manifests leave out their "CN"
 * ("QGD/4218"): what is in neither list is looked for in theirs.
 */
export function meaningsOf(code: PlaceCode): PlaceCode[] {
  const { scheme, value } = code;
  if (scheme === 'UNLOCODE' && value.startsWith('CN')) return [code, { scheme: 'CN_PORT', value }];
  if (scheme === 'TERMINAL' && /^[A-Z]{3}$/.test(value)) return [code, { scheme: 'CN_PORT', value: `CN${value}` }];
  if (scheme === 'CUSTOMS_OFFICE' && /^\d{4}$/.test(value)) return [code, { scheme: 'CN_CUSTOMS', value }];
  return [code];
}
