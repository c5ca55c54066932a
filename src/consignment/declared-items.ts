import type { ItemClaim } from '../messages/claims.ts';
import type { Claims } from './claim.ts';
import type { DeclarationItemLinkEntry } from './customs-slice.ts';

/**
 * Which goods item of the consignment each item of a declaration is. Where the consignment's list is the declaration's own, item by item;
 * else the one with the same tariff subheading (six digits of the Harmonized System) in a box of which both speak; where several are
 * possible the link is AMBIGUOUS and lists each. Goods are never matched by their description.
 */
export function itemLinks(
  declared: readonly ItemClaim[],
  facts: ReadonlySet<string>,
  consignment: Claims<readonly ItemClaim[]>,
): DeclarationItemLinkEntry[] {
  const shown = consignment[0];
  if (!shown) return [];
  if (facts.has(shown.fact))
    return declared.flatMap(({ sequence }) =>
      shown.value.some(item => item.sequence === sequence)
        ? [{ sequence, item: sequence, confidence: 'ASSERTED', on: 'SEQUENCE' } as const]
        : [],
    );
  return declared.flatMap(item => derived(item, shown.value));
}

function derived(declared: ItemClaim, items: readonly ItemClaim[]): DeclarationItemLinkEntry[] {
  const subheading = declared.hsCode?.slice(0, 6);
  const alike = items.filter(item => subheading !== undefined && item.hsCode?.slice(0, 6) === subheading);
  const found = narrowed(declared, alike);
  const confidence = found.length === 1 ? 'DERIVED' : 'AMBIGUOUS';
  const { sequence } = declared;
  return found.map(item => ({ sequence, item: item.sequence, confidence, on: 'HS_CODE' }));
}

/** What a reader is not shown is null: it agrees with nothing. */
function same(a: unknown, b: unknown): boolean {
  return a !== undefined && a !== null && a === b;
}

/** Of several with one tariff subheading, those that agree in their boxes, then in the number of packages, then in the weight. */
function narrowed(declared: ItemClaim, items: readonly ItemClaim[]): readonly ItemClaim[] {
  const agreements: readonly ((item: ItemClaim) => boolean)[] = [
    item => (item.equipment ?? []).some(box => declared.equipment?.includes(box)),
    item => same(item.packages?.count, declared.packages?.count),
    item => same(item.grossMass?.value, declared.grossMass?.value),
  ];
  let left = items;
  for (const agrees of agreements) {
    const kept = left.filter(agrees);
    if (left.length > 1 && kept.length > 0) left = kept;
  }
  return left;
}
