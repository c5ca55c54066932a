import { PlaceBook } from './place-book.ts';
import { placeKey } from './place-key.ts';
import type { PlaceRecord } from './place-record.ts';

export type PlacesUnder = (keys: readonly string[]) => Promise<readonly PlaceRecord[]>;

/** All places that the keys name, with all that they lie in or were merged into. */
export async function gatherBook(keys: readonly string[], read: PlacesUnder): Promise<PlaceBook> {
  const records = new Map<string, PlaceRecord>();
  const asked = new Set<string>();
  let edge = [...new Set(keys)];
  while (edge.length > 0) {
    for (const key of edge) asked.add(key);
    const found = await read(edge);
    for (const record of found) records.set(record.id, record);
    const further = found.flatMap(({ parents, mergedInto }) => [...parents, ...mergedInto].map(({ id }) => id));
    edge = [...new Set(further.filter(id => !records.has(id)).map(placeKey.id))].filter(key => !asked.has(key));
  }
  return new PlaceBook(records.values());
}
