import { canonicalJson } from '../consignment/canonical-json.ts';
import type { PlaceEntry, PlaceList } from './place-entry.ts';

export interface PlaceDiff {
  readonly added: readonly PlaceEntry[];
  readonly changed: readonly PlaceEntry[];
  /** No longer stated at all. */
  readonly withdrawn: readonly string[];
  readonly unchanged: number;
}

/**
 * What a load changes of what its source stated before. A code that a new edition of UN/LOCODE no longer has was valid until then: it ends
 * on `day`, the place stays. A file of places is the whole of what its source knows: what is missing is withdrawn.
 */
export function diffPlaces(known: ReadonlyMap<string, PlaceEntry>, list: PlaceList, day: string): PlaceDiff {
  const stated = new Map(list.entries.map(entry => [entry.id, entry]));
  const missing = [...known.values()].filter(entry => !stated.has(entry.id));
  const ended = list.countries
    ? missing
        .filter(each => list.countries?.includes(each.country ?? '') && !hasEnded(each))
        .map(each => endedOn(each, day))
    : [];
  const changed = list.entries.filter(entry => {
    const before = known.get(entry.id);
    return before !== undefined && canonicalJson(before) !== canonicalJson(entry);
  });
  const added = list.entries.filter(entry => !known.has(entry.id));
  return {
    added,
    changed: [...changed, ...ended],
    withdrawn: list.countries ? [] : missing.map(entry => entry.id),
    unchanged: list.entries.length - added.length - changed.length,
  };
}

function hasEnded(entry: PlaceEntry): boolean {
  return entry.codes.every(code => code.to !== undefined);
}

function endedOn(entry: PlaceEntry, day: string): PlaceEntry {
  return { ...entry, codes: entry.codes.map(code => (code.to === undefined ? { ...code, to: day } : code)) };
}
