import type { Fact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { IdentifierIndex } from './identifier-index.ts';

/** Master bills to the bills directly under them, by what house bills state (law 2.2). */
export type DocumentLevels = ReadonlyMap<string, ReadonlySet<string>>;

/** A bill that names itself as its master says nothing about levels. */
export function documentLevels(facts: readonly Fact[], index: IdentifierIndex): DocumentLevels {
  const levels = new Map<string, Set<string>>();
  for (const fact of facts) {
    if (fact.kind !== 'TRANSPORT_DOCUMENT' || !fact.master) continue;
    const [house, master] = [fact.document, fact.master].map(bill => billIdentifier(bill, fact, index));
    if (house && master && house !== master) levels.set(master, (levels.get(master) ?? new Set()).add(house));
  }
  return levels;
}

/** The lowest bills under a master, through masters of masters; none where the bills name each other in a circle. */
export function lowestUnder(master: string, levels: DocumentLevels): Set<string> {
  const lowest = new Set<string>();
  const seen = new Set([master]);
  const below = [...(levels.get(master) ?? [])];
  for (let bill = below.pop(); bill !== undefined; bill = below.pop()) {
    if (seen.has(bill)) continue;
    seen.add(bill);
    const houses = levels.get(bill);
    if (houses) below.push(...houses);
    else lowest.add(bill);
  }
  return lowest;
}

/** A bill of the payload as an identifier: only what stands in the references links. */
export function billIdentifier(
  bill: { readonly number: string; readonly issuer?: string },
  { references }: Fact,
  index: IdentifierIndex,
): string | undefined {
  const value = normaliseNumber(bill.number);
  const quoted = references.filter(each => each.scheme === 'BL' && each.value === value);
  const issuer = bill.issuer === undefined ? undefined : normaliseNumber(bill.issuer);
  const reference = quoted.find(each => each.issuer === issuer) ?? quoted[0];
  return reference && index.one(reference);
}
