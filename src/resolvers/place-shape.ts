import type { PlaceRecord } from '../places/place-record.ts';
import type { StatedPlace } from '../places/stated-place.ts';
import { findPlace } from './known-places.ts';
import { type PlacedThen, thenOf } from './places-then.ts';
import type { RequestContext } from './request-context.ts';

/** A place as GraphQL answers it: as a message names it, or one of the tables. */
export interface PlaceShape extends StatedPlace, PlacedThen {
  /** The place of the tables itself. */
  readonly record?: PlaceRecord;
}

/** A place of the tables, on the day and as known when it was asked for. */
export function shapeOfRecord(record: PlaceRecord, from: PlaceShape): PlaceShape {
  const { day, mode } = from;
  return { codes: [], record, ...(day && { day }), ...(mode && { mode }), ...thenOf(from) };
}

export async function recordOf(place: PlaceShape, context: RequestContext): Promise<PlaceRecord | undefined> {
  if (place.record) return place.record;
  if (place.codes.length === 0) return undefined;
  const answer = await findPlace(place, context);
  return answer.kind === 'FOUND' ? answer.place : undefined;
}
