import type { IdentifierEntry, TransportDocumentEntry } from './consignment-slice.ts';
import type { PlacedFact } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

/** Identifiers of journeys are not the consignment's own. */
const NOT_OWN: ReadonlySet<string> = new Set(['VOYAGE', 'TRAIN', 'VEHICLE']);

/** Every number by which the consignment is known, with a bill's level as the fold decided it. */
export function projectIdentifiers(
  facts: readonly PlacedFact[],
  documents: readonly TransportDocumentEntry[],
): IdentifierEntry[] {
  const found = new Map<string, { scheme: string; value: string; issuers: Set<string>; origins: Set<string> }>();
  for (const { known } of standing(facts)) {
    for (const { scheme, value, issuer } of known.fact.references) {
      if (NOT_OWN.has(scheme)) continue;
      const shown = scheme === 'BL' ? levelOf(value, documents) : scheme;
      const entry = found.get(`${shown}|${value}`) ?? { scheme: shown, value, issuers: new Set(), origins: new Set() };
      if (issuer) entry.issuers.add(issuer);
      entry.origins.add(known.origin);
      found.set(`${shown}|${value}`, entry);
    }
  }
  return [...found.values()]
    .map(({ scheme, value, issuers, origins }) => ({
      scheme,
      issuer: [...issuers].sort()[0] ?? null,
      value,
      origins: [...origins].sort(),
    }))
    .sort((a, b) => compareText(a.scheme, b.scheme) || compareText(a.value, b.value));
}

/** What is in force; a consignment whose facts were all taken back is still known by what they said last. */
function standing(facts: readonly PlacedFact[]): readonly PlacedFact[] {
  const effective = facts.filter(each => each.effective);
  return effective.length > 0 ? effective : facts.filter(each => each.supersededBy === undefined);
}

function levelOf(number: string, documents: readonly TransportDocumentEntry[]): string {
  return documents.find(each => each.number === number)?.type === 'HOUSE_BL' ? 'HOUSE_BL' : 'MASTER_BL';
}
