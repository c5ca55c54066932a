import type { DatedCode, DatedLink, PlaceEntry, PlaceKind } from './place-entry.ts';
import { UNLOCODE_SOURCE } from './unlocode-csv.ts';

/** A place as all its sources together know it. */
export interface PlaceRecord extends Omit<PlaceEntry, 'kind'> {
  readonly kind: PlaceKind;
  readonly parents: readonly DatedLink[];
  readonly mergedInto: readonly DatedLink[];
  readonly members: readonly DatedLink[];
  readonly sources: readonly string[];
}

export interface SourcedEntry {
  readonly source: string;
  readonly entry: PlaceEntry;
}

/** The files that Corridor ships. */
export const SHIPPED_SOURCE = 'corridor';

/**
 * Lays what the sources state over each other: UN/LOCODE lowest, then the shipped files, then the operator's by name. A later source
 * replaces single values, links and codes of the same scheme and value; codes and links that only one knows are kept.
 */
export function composePlace(stated: readonly SourcedEntry[]): PlaceRecord | undefined {
  const sorted = [...stated].sort((a, b) => rank(a.source) - rank(b.source) || (a.source < b.source ? -1 : 1));
  const [first] = sorted;
  if (!first) return undefined;
  const entries = sorted.map(each => each.entry);
  const whole: PlaceEntry = Object.assign({}, ...entries);
  return {
    ...whole,
    kind: whole.kind ?? 'LOCALITY',
    codes: layered(entries, entry => entry.codes, codeKey),
    parents: layered(
      entries,
      entry => entry.parents,
      each => each.id,
    ),
    mergedInto: layered(
      entries,
      entry => entry.mergedInto,
      each => each.id,
    ),
    members: layered(
      entries,
      entry => entry.members,
      each => each.id,
    ),
    otherNames: [...new Set(entries.flatMap(entry => entry.otherNames ?? []))],
    sources: sorted.map(each => each.source),
  };
}

function rank(source: string): number {
  if (source === UNLOCODE_SOURCE) return 0;
  return source === SHIPPED_SOURCE ? 1 : 2;
}

/** All that the last source to speak of a key says of it. */
function layered<T>(
  entries: readonly PlaceEntry[],
  read: (entry: PlaceEntry) => readonly T[] | undefined,
  keyOf: (item: T) => string,
): readonly T[] {
  const kept = new Map<string, readonly T[]>();
  for (const entry of entries) {
    const own = read(entry) ?? [];
    for (const key of new Set(own.map(keyOf)))
      kept.set(
        key,
        own.filter(each => keyOf(each) === key),
      );
  }
  return [...kept.values()].flat();
}

function codeKey({ scheme, value }: DatedCode): string {
  return `${scheme}:${value}`;
}
