import type { Claims } from '../../consignment/claim.ts';
import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import type { ItemClaim } from '../../messages/claims.ts';

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
