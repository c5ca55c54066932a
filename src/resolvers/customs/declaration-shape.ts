import type { Claims } from '../../consignment/claim.ts';
import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import { itemLinks, type NumbersOf } from '../../consignment/declared-items.ts';
import type { ItemClaim } from '../../messages/claims.ts';
import { cellOf } from '../../policy/cells.ts';
import type { Decisions } from '../../policy/viewer-policy.ts';

/** A declaration among the others of its consignment, and the goods that these are of. */
export interface DeclarationShape extends DeclarationEntry {
  readonly consignmentId: string;
  readonly all: readonly DeclarationEntry[];
  readonly goods: Claims<readonly ItemClaim[]>;
}

export function declarationShapes(
  consignmentId: string,
  all: readonly DeclarationEntry[],
  goods: Claims<readonly ItemClaim[]>,
): DeclarationShape[] {
  return all.map(entry => ({ ...entry, consignmentId, all, goods }));
}

const ITEM_LINKS = cellOf('Consignment.declarations.itemLinks');

/** The stored links are to the best list of goods of all; a reader's are to the best that it sees, or another's list would show in them. */
export function linkedToShown(
  entry: DeclarationEntry,
  { goods, numbersOf }: { readonly goods: Claims<readonly ItemClaim[]>; readonly numbersOf: NumbersOf },
  decisionsOf: (origin: string) => Decisions,
): DeclarationEntry {
  const isTold = entry.origins.every(origin => decisionsOf(origin)[ITEM_LINKS]?.outcome === 'CLEAR');
  const facts = new Set([entry.fact, ...entry.versions.map(version => version.fact)]);
  return { ...entry, itemLinks: isTold ? itemLinks(entry.items, facts, goods, numbersOf) : [] };
}
