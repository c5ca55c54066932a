import type { Fact } from '../messages/fact.ts';
import { judgeFacts } from './effective-facts.ts';
import { known } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';
import type { PlacedFact } from './placed-fact.ts';

/** Facts as the linker hands them to the fold, all of one consignment. */
export function placed(...facts: readonly (Fact | KnownFact)[]): PlacedFact[] {
  const all = facts.map(fact => ('fact' in fact ? fact : known(fact)));
  return judgeFacts(all)
    .map(each => ({ ...each, match: { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|A' } }))
    .sort((a, b) => (a.known.id < b.known.id ? -1 : 1));
}

/** The best claims, without who claims them. */
export function values(claims: readonly { readonly value: unknown }[]): unknown[] {
  return claims.map(claim => claim.value);
}
