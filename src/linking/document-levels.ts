import type { Fact, TransportDocumentFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { IdentifierIndex } from './identifier-index.ts';

/**
 * Bills to the bills directly under them: a master's houses by what house bills state (law 2.2), the parts of a bill that was split, and the
 * master that a bill with no houses of its own reissues, merges or continues.
 */
export type DocumentLevels = ReadonlyMap<string, ReadonlySet<string>>;

type Growing = Map<string, Set<string>>;

/** A bill that names itself as its master says nothing about levels. */
export function documentLevels(facts: readonly Fact[], index: IdentifierIndex): DocumentLevels {
  const levels: Growing = new Map();
  const bills = facts.filter(fact => fact.kind === 'TRANSPORT_DOCUMENT');
  for (const fact of bills) {
    const house = billIdentifier(fact.document, fact, index);
    put(levels, fact.master && billIdentifier(fact.master, fact, index), house);
  }
  const related = bills.flatMap(fact => relatedBills(fact, index));
  for (const [whole, parts] of splits(related)) for (const part of parts) put(levels, whole, part);
  standInForMasters(related, levels);
  return levels;
}

function put(levels: Growing, above: string | undefined, below: string | undefined): boolean {
  if (!above || !below || above === below || levels.get(above)?.has(below)) return false;
  levels.set(above, (levels.get(above) ?? new Set()).add(below));
  return true;
}

export interface RelatedBill {
  readonly type: NonNullable<TransportDocumentFact['relations']>[number]['type'];
  readonly own: string;
  readonly other: string;
}

/** What a bill says of the bills that it came from or goes on with. */
export function relatedBills(fact: TransportDocumentFact, index: IdentifierIndex): RelatedBill[] {
  const own = billIdentifier(fact.document, fact, index);
  return (fact.relations ?? []).flatMap(relation => {
    const other = billIdentifier(relation, fact, index);
    return own && other ? [{ type: relation.type, own, other }] : [];
  });
}

/** A bill that was split to the bills that took its place. One that goes on under its own number as one of the parts was not replaced. */
export function splits(related: readonly RelatedBill[]): Map<string, Set<string>> {
  const found: Growing = new Map();
  const goOn = new Set<string>();
  for (const { type, own, other } of related) {
    if (type !== 'SPLIT_FROM') continue;
    if (own === other) goOn.add(own);
    else put(found, other, own);
  }
  for (const whole of goOn) found.delete(whole);
  return found;
}

/** A reissued master stands over the houses of the old one, through any number of reissues. */
function standInForMasters(related: readonly RelatedBill[], levels: Growing): void {
  const same = related.filter(each => each.type !== 'SPLIT_FROM');
  for (let grew = true; grew; ) {
    grew = false;
    for (const { own, other } of same) if (levels.has(other) && put(levels, own, other)) grew = true;
  }
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
