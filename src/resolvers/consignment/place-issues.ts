import type { ConsignmentSlice, IssueEntry, LegEntry } from '../../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { locationConflicts, placesOfJourney } from '../../places/location-conflicts.ts';
import { bookOfClaims } from '../known-places.ts';
import { keyBeside, momentOf } from '../moment-key.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';

/** Contradictions between places. They are found at read, since the tables of places are no part of the fold. */
export async function placeIssues(id: string, slice: ConsignmentSlice, context: RequestContext): Promise<IssueEntry[]> {
  const journeys = await journeysByKey(id, slice.legs, context);
  const places = placesOfJourney(slice, [...new Set(journeys.values())]);
  const book = await bookOfClaims(places, context, thenAt(momentOf(id)));
  const journeysOf = (leg: LegEntry) => [...new Set(leg.journeys.flatMap(key => journeys.get(key) ?? []))];
  const conflicts = locationConflicts(slice, journeysOf, book);
  const issues = conflicts.map(async (conflict): Promise<IssueEntry[]> => {
    const known = await context.loaders.fact.load(conflict.fact);
    if (!known) return [];
    return [{ ...conflict, code: 'LOCATION_MISMATCH', severity: 'WARNING', position: known.fact.position }];
  });
  return (await Promise.all(issues)).flat();
}

async function journeysByKey(id: string, legs: readonly LegEntry[], { loaders }: RequestContext) {
  const keys = [...new Set(legs.flatMap(leg => leg.journeys))];
  const found = new Map<string, JourneyDocument>();
  for (const [i, journey] of (await Promise.all(keys.map(key => loaders.journey.load(keyBeside(key, id))))).entries()) {
    if (journey) found.set(keys[i] ?? '', journey.document);
  }
  return found;
}
