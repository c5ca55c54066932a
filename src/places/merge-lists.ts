import type { PlaceList } from './place-entry.ts';

/** UNECE publishes its list in parts, and Corridor ships it by country: the lists of one source are one list. */
export function mergeLists(lists: readonly PlaceList[]): PlaceList[] {
  return [...new Set(lists.map(list => list.source))].map(source => {
    const own = lists.filter(list => list.source === source);
    const entries = new Map(own.flatMap(list => list.entries).map(entry => [entry.id, entry]));
    const doubts = own.flatMap(list => list.doubts ?? []);
    const countries = own.flatMap(list => list.countries ?? []);
    return {
      source,
      entries: [...entries.values()],
      ...(doubts.length > 0 && { doubts }),
      ...(countries.length > 0 && { countries: [...new Set(countries)].sort() }),
    };
  });
}
