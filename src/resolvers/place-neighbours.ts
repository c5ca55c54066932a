import { holdsOn } from '../places/place-entry.ts';
import { placeKey } from '../places/place-key.ts';
import type { PlaceRecord } from '../places/place-record.ts';
import { findPlace, placeBook, placesUnderKey } from './known-places.ts';
import { dayOf } from './place-moment.ts';
import { type PlaceShape, recordOf, shapeOfRecord } from './place-shape.ts';
import type { RequestContext } from './request-context.ts';

type Neighbours = (place: PlaceShape, args: unknown, context: RequestContext) => Promise<PlaceShape[] | null>;

const LIMIT = 500;

/** Null for a place that is in no table: nothing is known of its neighbours. */
function neighbours(
  find: (record: PlaceRecord, place: PlaceShape, context: RequestContext) => Promise<readonly PlaceRecord[]>,
): Neighbours {
  return async (place, _args, context) => {
    const record = await recordOf(place, context);
    if (!record) return null;
    const found = await find(record, place, context);
    return found.slice(0, LIMIT).map(each => shapeOfRecord(each, place));
  };
}

async function ancestry(
  record: PlaceRecord,
  place: PlaceShape,
  context: RequestContext,
): Promise<readonly PlaceRecord[]> {
  const book = await placeBook([placeKey.id(record.id)], context, place);
  return book.lineage(record, await dayOf(place, context));
}

export const lineageOf = neighbours(async (...asked) => (await ancestry(...asked)).slice(1));

export const childrenOf = neighbours(async (record, place, context) => {
  const day = await dayOf(place, context);
  const below = await placesUnderKey(placeKey.childOf(record.id), context, place);
  return below.filter(
    child =>
      child.parents.some(link => link.id === record.id && holdsOn(link, day)) &&
      !child.mergedInto.some(link => holdsOn(link, day)),
  );
});

export const groupsOf = neighbours(async (record, place, context) => {
  const day = await dayOf(place, context);
  const lineage = await ancestry(record, place, context);
  const groups = await Promise.all(
    lineage.map(async ({ id }) => {
      const found = await placesUnderKey(placeKey.groupOf(id), context, place);
      return found.filter(group => group.members.some(link => link.id === id && holdsOn(link, day)));
    }),
  );
  return [...new Map(groups.flat().map(group => [group.id, group])).values()];
});

export const membersOf = neighbours(async (record, place, context) => {
  const day = await dayOf(place, context);
  const held = record.members.filter(link => holdsOn(link, day));
  return (await Promise.all(held.map(({ id }) => placesUnderKey(placeKey.id(id), context, place)))).flat();
});

export const mergedFrom = neighbours(async (record, place, context) => {
  const day = await dayOf(place, context);
  const found = await placesUnderKey(placeKey.mergedInto(record.id), context, place);
  return found.filter(each => each.mergedInto.some(link => link.id === record.id && holdsOn(link, day)));
});

export const contradictedPlaces: Neighbours = async (place, _args, context) => {
  if (place.record || place.codes.length < 2) return [];
  const answer = await findPlace(place, context);
  return answer.kind === 'CONTRADICTION' ? answer.places.map(each => shapeOfRecord(each, place)) : [];
};
