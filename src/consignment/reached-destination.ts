import type { PlaceClaim } from '../messages/claims.ts';
import type { Claims } from './claim.ts';
import type { EventEntry, ReachedEntry } from './consignment-slice.ts';
import { areOnePlace, type PlaceLineage } from './place-lineage.ts';

/**
 * The arrivals that happened where somebody says that the goods go, under whichever code of it (law 2.6). Kept with the fold, so that a
 * reader's own status, which counts only what it may see, needs no tables.
 */
export function reachedDestination(
  events: readonly EventEntry[],
  destination: Claims<PlaceClaim>,
  lineageOf: PlaceLineage,
): ReachedEntry[] {
  const arrivals = events.filter(each => each.type === 'ARRIVAL' && each.classifier === 'ACT');
  return arrivals.flatMap(({ place, time, fact: event }) =>
    destination
      .filter(claim => place !== undefined && areOnePlace(place, claim.value, time, lineageOf))
      .map(claim => ({ event, destination: claim.fact })),
  );
}
