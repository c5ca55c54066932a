import type { PlaceLineage } from '../consignment/place-lineage.ts';
import type { PlaceClaim } from '../messages/claims.ts';
import { gatherBook } from '../places/gather-book.ts';
import { lineageIn } from '../places/lineage-in.ts';
import type { PlaceAnswer, PlaceBook } from '../places/place-book.ts';
import { meaningsOf, placeKey } from '../places/place-key.ts';
import type { PlaceRecord } from '../places/place-record.ts';
import type { StatedPlace } from '../places/stated-place.ts';
import { dayOf, momentOfPlace } from './place-moment.ts';
import type { PlacedThen } from './places-then.ts';
import type { RequestContext } from './request-context.ts';

/** Places under a key of the tables, as known at a moment; absent: now. */
export async function placesUnderKey(
  key: string,
  context: RequestContext,
  then: PlacedThen,
): Promise<readonly PlaceRecord[]> {
  return (await context.loaders.place.load(`${await momentOfPlace(then, context)}@${key}`)) ?? [];
}

/** All places that the keys name, with all that they lie in or were merged into. */
export function placeBook(keys: readonly string[], context: RequestContext, then: PlacedThen): Promise<PlaceBook> {
  return gatherBook(keys, async asked =>
    (await Promise.all(asked.map(key => placesUnderKey(key, context, then)))).flat(),
  );
}

/** What the tables say of some claims of one moment. */
export async function bookOfClaims(places: readonly PlaceClaim[], context: RequestContext, then: PlacedThen) {
  return placeBook(keysOfClaims(places), context, then);
}

export async function lineageOfClaims(
  places: readonly PlaceClaim[],
  context: RequestContext,
  then: PlacedThen,
): Promise<PlaceLineage> {
  return lineageIn(await bookOfClaims(places, context, then));
}

function keysOfClaims(places: readonly PlaceClaim[]): string[] {
  return [...new Set(places.flatMap(place => place.codes.flatMap(meaningsOf)).map(placeKey.code))];
}

/** Which of the known places a message means. */
export async function findPlace(place: StatedPlace & PlacedThen, context: RequestContext): Promise<PlaceAnswer> {
  const book = await bookOfClaims([place], context, place);
  const { codes, mode } = place;
  return book.find({ codes, day: await dayOf(place, context), ...(mode && { mode }) });
}
