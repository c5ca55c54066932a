import { billIdentifier, relatedBills, splits } from './document-levels.ts';
import type { IdentifierIndex } from './identifier-index.ts';
import type { LinkedFact } from './linked-fact.ts';

/**
 * What the other parts of a split bill state, by the name of a consignment that has one of the parts: beside its own facts, so that sums can
 * be checked. It is no part of the consignment and is shown to nobody.
 */
export function partsBeside(linked: readonly LinkedFact[], index: IdentifierIndex): Map<string, LinkedFact[]> {
  const byBill = new Map<string, LinkedFact[]>();
  for (const each of linked) {
    const { fact } = each.known;
    const own = fact.kind === 'TRANSPORT_DOCUMENT' && each.effective && billIdentifier(fact.document, fact, index);
    if (own) byBill.set(own, [...(byBill.get(own) ?? []), each]);
  }
  const related = [...byBill.values()].flat().flatMap(({ known: { fact } }) => {
    return fact.kind === 'TRANSPORT_DOCUMENT' ? relatedBills(fact, index) : [];
  });
  const beside = new Map<string, Set<LinkedFact>>();
  for (const parts of splits(related).values()) {
    const stating = [...parts].flatMap(part => byBill.get(part) ?? []);
    for (const name of new Set(stating.flatMap(each => each.match.consignments))) {
      const others = stating.filter(each => !each.match.consignments.includes(name));
      beside.set(name, new Set([...(beside.get(name) ?? []), ...others]));
    }
  }
  return new Map([...beside].map(([name, facts]) => [name, [...facts]]));
}
