import { type PlaceAnswer, PlaceBook } from '../places/place-book.ts';
import { meaningsOf, placeKey } from '../places/place-key.ts';
import type { PlaceRecord } from '../places/place-record.ts';
import type { StatedPlace } from '../places/stated-place.ts';
import type { RequestContext } from './request-context.ts';

/** Places under a key of the tables, as known at a moment; absent: now. */
export async function placesUnderKey(
  key: string,
  context: RequestContext,
  knownAt: string | undefined,
): Promise<readonly PlaceRecord[]> {
  return (await context.loaders.place.load(`${knownAt ?? ''}@${key}`)) ?? [];
}

/** All places that the keys name, with all that they lie in or were merged into. */
export async function placeBook(
  keys: readonly string[],
  context: RequestContext,
  knownAt?: string,
): Promise<PlaceBook> {
  const records = new Map<string, PlaceRecord>();
  const asked = new Set<string>();
  let edge = [...new Set(keys)];
  while (edge.length > 0) {
    for (const key of edge) asked.add(key);
    const found = (await Promise.all(edge.map(key => placesUnderKey(key, context, knownAt)))).flat();
    for (const record of found) records.set(record.id, record);
    const further = found.flatMap(({ parents, mergedInto }) => [...parents, ...mergedInto].map(({ id }) => id));
    edge = [...new Set(further.map(placeKey.id))].filter(key => !asked.has(key));
    edge = edge.filter(key => !records.has(key.slice(placeKey.id('').length)));
  }
  return new PlaceBook(records.values());
}

export function keysOfClaims(places: readonly StatedPlace[]): string[] {
  return [...new Set(places.flatMap(place => place.codes.flatMap(meaningsOf)).map(placeKey.code))];
}

/** Which of the known places a message means. */
export async function findPlace(place: StatedPlace, context: RequestContext): Promise<PlaceAnswer> {
  const book = await placeBook(keysOfClaims([place]), context, place.knownAt);
  return book.find(questionOf(place, context));
}

export function questionOf({ codes, day, mode }: StatedPlace, context: RequestContext) {
  return { codes, day: day ?? today(context), ...(mode && { mode }) };
}

export function today({ now }: RequestContext): string {
  return now.toISOString().slice(0, 10);
}
