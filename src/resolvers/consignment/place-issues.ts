import type { ConsignmentSlice, IssueEntry, LegEntry } from '../../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { type LocationConflict, locationConflicts, placesOfJourney } from '../../places/location-conflicts.ts';
import { type MissingTransit, missingTransits } from '../../places/missing-transit.ts';
import { customsMove } from '../../places/port-group.ts';
import { cellOf } from '../../policy/cells.ts';
import { bookOfClaims } from '../known-places.ts';
import { keyBeside, momentOf } from '../moment-key.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';
import { sliceOf } from './consignment-type.ts';
import { endsOf } from './leg-ends.ts';

/** What the tables of places say of a consignment's legs: contradictions between places, and legs that ask for a transit. Found at read. */
export async function placeIssues(id: string, slice: ConsignmentSlice, context: RequestContext): Promise<IssueEntry[]> {
  const [conflicts, missing] = await Promise.all([conflictsOf(id, slice, context), missingOf(id, slice, context)]);
  return withPositions(
    [
      ...conflicts.map(each => ({ ...each, code: 'LOCATION_MISMATCH', severity: 'WARNING' }) as const),
      ...missing.map(each => ({ ...each, code: 'TRANSIT_DECLARATION_MISSING', severity: 'INFO' }) as const),
    ],
    context,
  );
}

async function withPositions(found: readonly Omit<IssueEntry, 'position'>[], { loaders }: RequestContext) {
  const facts = await Promise.all(found.map(each => loaders.fact.load(each.fact)));
  return found.flatMap((each, i): IssueEntry[] => {
    const known = facts[i];
    return known ? [{ ...each, position: known.fact.position }] : [];
  });
}

const DIRECTION = cellOf('Consignment.declarations.direction');

/** That none is known says something of everybody: it is told to whom nobody withholds a declaration (law 4.2). */
async function missingOf(id: string, slice: ConsignmentSlice, context: RequestContext): Promise<MissingTransit[]> {
  const [customs, { origins, decisionsOf }] = await Promise.all([
    sliceOf(context, id, 'customs'),
    context.loaders.disclosure.deciding(id),
  ]);
  const seesAll = context.policy.seesAll || origins.every(each => decisionsOf(each)[DIRECTION]?.outcome === 'CLEAR');
  if (!customs || !seesAll) return [];
  const ends = await Promise.all(slice.legs.map(leg => endsOf({ ...leg, position: momentOf(id) }, context)));
  const moves = new Map(slice.legs.map((leg, i) => [leg, ends[i]]));
  return missingTransits(slice, customs, leg => {
    const known = moves.get(leg);
    return known && customsMove(known.from, known.to, known.group);
  });
}

async function conflictsOf(id: string, slice: ConsignmentSlice, context: RequestContext): Promise<LocationConflict[]> {
  const journeys = await journeysByKey(id, slice.legs, context);
  const places = placesOfJourney(slice, [...new Set(journeys.values())]);
  const book = await bookOfClaims(places, context, thenAt(momentOf(id)));
  const journeysOf = (leg: LegEntry) => [...new Set(leg.journeys.flatMap(key => journeys.get(key) ?? []))];
  return locationConflicts(slice, journeysOf, book);
}

async function journeysByKey(id: string, legs: readonly LegEntry[], { loaders }: RequestContext) {
  const keys = [...new Set(legs.flatMap(leg => leg.journeys))];
  const found = new Map<string, JourneyDocument>();
  for (const [i, journey] of (await Promise.all(keys.map(key => loaders.journey.load(keyBeside(key, id))))).entries()) {
    if (journey) found.set(keys[i] ?? '', journey.document);
  }
  return found;
}
