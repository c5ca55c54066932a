import type { StatedPlace } from '../places/stated-place.ts';
import { type PlacedThen, THEN } from './places-then.ts';
import type { RequestContext } from './request-context.ts';

/** As the loader of places spells it: empty for now. */
export async function momentOfPlace(then: PlacedThen, { loaders }: RequestContext): Promise<string> {
  if (then.knownAt !== undefined) return then.knownAt;
  const position = then[THEN];
  return position === undefined ? '' : (await loaders.placeMoment.load(position)).knownAt;
}

/** The day on which codes are to hold where the place itself tells none. */
export async function dayOf(place: PlacedThen & Pick<StatedPlace, 'day'>, context: RequestContext): Promise<string> {
  const position = place[THEN];
  if (place.day !== undefined) return place.day;
  return position === undefined
    ? context.now.toISOString().slice(0, 10)
    : (await context.loaders.placeMoment.load(position)).day;
}
