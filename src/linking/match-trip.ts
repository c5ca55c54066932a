import type { Fact } from '../messages/fact.ts';
import { factTimes } from './fact-times.ts';
import type { LinkContext, Match, MatchRule } from './link-rule.ts';

/** How the trips of boxes, seals and trains are keyed in one look-up. */
export function tripKey(scheme: 'CONTAINER' | 'SEAL' | 'TRAIN', value: string): string {
  return scheme === 'CONTAINER' ? value : `${scheme} ${value}`;
}

/** The consignments on the trip of a box or seal at the time of the fact; every trip is a candidate of a fact without time. */
export function matchTrip(
  fact: Fact,
  { trips }: LinkContext,
  scheme: 'CONTAINER' | 'SEAL',
  rule: MatchRule,
): Match | undefined {
  const [time] = factTimes(fact);
  for (const reference of fact.references) {
    if (reference.scheme !== scheme) continue;
    const key = tripKey(scheme, reference.value);
    const found = time === undefined ? trips.of(key) : trips.at(key, time);
    const consignments = [...new Set(found.flatMap(trip => trip.consignments))].sort();
    if (consignments.length === 0) continue;
    const confidence = found.length > 1 ? 'AMBIGUOUS' : 'DERIVED';
    return { rule, confidence, consignments, on: `${scheme}|${reference.value}` };
  }
  return undefined;
}
