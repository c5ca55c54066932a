import type { EquipmentClaim } from '../messages/claims.ts';
import type { Fact } from '../messages/fact.ts';

/** The boxes that a fact says something of. */
export function boxesOf(fact: Fact): readonly EquipmentClaim[] {
  if (fact.kind === 'EVENT' || fact.kind === 'YARD_POSITION') return fact.equipment ? [fact.equipment] : [];
  return 'equipment' in fact ? fact.equipment : [];
}
