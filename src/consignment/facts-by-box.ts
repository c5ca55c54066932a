import { boxesOf } from './equipment-claims.ts';
import type { PlacedFact } from './placed-fact.ts';

/** Facts by each box that they name, in their own order: looked up once, however many boxes there are. */
export function factsByBox(facts: readonly PlacedFact[]): ReadonlyMap<string, readonly PlacedFact[]> {
  const found = new Map<string, PlacedFact[]>();
  for (const each of facts) {
    for (const number of new Set(boxesOf(each.known.fact).map(box => box.number))) {
      const naming = found.get(number);
      if (naming) naming.push(each);
      else found.set(number, [each]);
    }
  }
  return found;
}
