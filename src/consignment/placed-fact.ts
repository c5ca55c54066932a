import type { Fact } from '../messages/fact.ts';
import type { JudgedFact } from './effective-facts.ts';

/** A fact that the linker gave to a consignment, with its evidence. */
export interface PlacedFact<F extends Fact = Fact> extends JudgedFact<F> {
  readonly match: { readonly rule: string; readonly confidence: string; readonly on: string };
}

export function placedOfKind<K extends Fact['kind']>(
  facts: readonly PlacedFact[],
  kind: K,
): readonly PlacedFact<Extract<Fact, { kind: K }>>[] {
  return facts.filter((each): each is PlacedFact<Extract<Fact, { kind: K }>> => each.known.fact.kind === kind);
}

export function statedBy(each: PlacedFact): { readonly origin: string; readonly fact: string } {
  return { origin: each.known.origin, fact: each.known.id };
}

export function originsOf(facts: readonly PlacedFact[]): readonly string[] {
  return [...new Set(facts.map(each => each.known.origin))].sort();
}
