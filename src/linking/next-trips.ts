import { openingOf } from '../consignment/trip-window.ts';
import type { BoxTrip, BoxTrips } from './box-trips.ts';
import type { LinkedFact } from './linked-fact.ts';
import { tripKey } from './match-trip.ts';

/**
 * By name of a consignment, the facts with which the next trips of its boxes began: who books or takes a box again ends the trip before
 * (law 2.2). They close that trip's window, and are no part of the consignment.
 */
export function nextTrips(linked: readonly LinkedFact[], trips: BoxTrips): Map<string, LinkedFact[]> {
  const found = new Map<string, LinkedFact[]>();
  for (const [box, naming] of usedAgain(linked, trips)) {
    const inOrder = trips.of(box);
    for (const trip of inOrder) {
      const opening = firstOf(naming, following(trip, inOrder));
      if (!opening) continue;
      for (const name of trip.consignments) found.set(name, [...(found.get(name) ?? []), opening]);
    }
  }
  return found;
}

function usedAgain(linked: readonly LinkedFact[], trips: BoxTrips): Map<string, LinkedFact[]> {
  const naming = new Map<string, LinkedFact[]>();
  for (const each of linked) {
    if (!each.effective) continue;
    for (const { scheme, value } of each.known.fact.references) {
      if (scheme !== 'CONTAINER' || trips.of(tripKey(scheme, value)).length < 2) continue;
      const known = naming.get(value);
      if (known) known.push(each);
      else naming.set(value, [each]);
    }
  }
  return naming;
}

function following(trip: BoxTrip, inOrder: readonly BoxTrip[]): BoxTrip | undefined {
  return trip.from <= trip.to ? inOrder.find(each => each.from <= each.to && each.from > trip.to) : undefined;
}

function firstOf(naming: readonly LinkedFact[], trip: BoxTrip | undefined): LinkedFact | undefined {
  const own = naming.filter(each => trip && each.match.consignments.some(name => trip.consignments.includes(name)));
  const opening = own.flatMap(fact => {
    const edge = openingOf(fact);
    return edge ? [{ fact, at: edge.at.instant }] : [];
  });
  return opening.sort((a, b) => (a.at < b.at || (a.at === b.at && a.fact.known.id < b.fact.known.id) ? -1 : 1))[0]
    ?.fact;
}
