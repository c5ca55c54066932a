import type { KnownFact } from './known-fact.ts';
import { compareText } from './revision-order.ts';

/** Why one claim stands before another (laws 1.5, 2.8, 2.9). */
export const CLAIM_RULES = [
  'ONLY_CLAIM', // nobody else says anything of it
  'SOURCE_RANK', // the kind of message that is believed first for this field
  'LATER_REVISION', // of two of one kind, the one that its sender updated last
  'CONTENT_ORDER', // nothing tells them apart: a fixed order of what they say, never of arrival
  'VERSION_IN_FORCE', // the highest version that customs accepted
  'LAST_ANSWER', // the last that customs answered
  'DERIVED', // the hub concludes it from these
] as const;

export type ClaimRule = (typeof CLAIM_RULES)[number];

/** What decided between two claims that a ranking put in this order. */
export function decidedBy(winner: KnownFact | undefined, loser: KnownFact | undefined): ClaimRule {
  if (!winner || !loser) return 'ONLY_CLAIM';
  if (winner.fact.kind !== loser.fact.kind) return 'SOURCE_RANK';
  const updated = (known: KnownFact) => known.fact.updatedAt?.instant ?? '';
  const later =
    compareText(updated(winner), updated(loser)) || (winner.fact.revision ?? 0) - (loser.fact.revision ?? 0);
  return later > 0 ? 'LATER_REVISION' : 'CONTENT_ORDER';
}
