import type { Fact } from '../messages/fact.ts';
import type { Reference } from '../messages/reference.ts';
import type { BoxTrip } from './box-trips.ts';
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
  return matchTrips(fact, scheme, rule, ({ value }) => {
    const key = tripKey(scheme, value);
    return time === undefined ? trips.of(key) : trips.at(key, time);
  });
}

/**
 * A fact that names several boxes is about the trip of each: of those whose trip is clear, else it is ambiguous by the first that has
 * candidates.
 */
export function matchTrips(
  fact: Fact,
  scheme: 'CONTAINER' | 'SEAL',
  rule: MatchRule,
  tripsOf: (reference: Reference) => readonly BoxTrip[],
): Match | undefined {
  const named = fact.references
    .filter(each => each.scheme === scheme)
    .map(reference => ({ on: `${scheme}|${reference.value}`, trips: tripsOf(reference) }));
  const clear = named.filter(each => each.trips.length === 1);
  const [first] = clear.length > 0 ? clear : named.filter(each => each.trips.length > 1);
  if (!first) return undefined;
  const trips = clear.length > 0 ? clear.flatMap(each => each.trips) : first.trips;
  const consignments = [...new Set(trips.flatMap(trip => trip.consignments))].sort();
  return { rule, confidence: clear.length > 0 ? 'DERIVED' : 'AMBIGUOUS', consignments, on: first.on };
}
