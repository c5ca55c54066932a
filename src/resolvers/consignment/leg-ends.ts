import type { LegEntry } from '../../consignment/consignment-slice.ts';
import { placeKey } from '../../places/place-key.ts';
import type { PlaceRecord } from '../../places/place-record.ts';
import { groupOfBoth, type Lineage } from '../../places/port-group.ts';
import { type StatedPlace, zoneOf } from '../../places/stated-place.ts';
import { localDay } from '../../vocabulary/time.ts';
import { bookOfClaims, placesUnderKey } from '../known-places.ts';
import { dayOf } from '../place-moment.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';

/** A leg, as of a position; absent: now. */
export type LegShape = LegEntry & { readonly position?: number | undefined };

/** Where a leg begins and ends, by the tables of its moment. */
export interface Ends {
  readonly from: Lineage;
  readonly to: Lineage;
  readonly group: PlaceRecord | undefined;
  readonly day: string;
}

/** Undefined where the tables do not know both ends. */
export async function endsOf(leg: LegShape, context: RequestContext): Promise<Ends | undefined> {
  const [from, to] = [leg.from[0]?.value, leg.to[0]?.value];
  if (!from || !to) return undefined;
  const then = thenAt(leg.position);
  const book = await bookOfClaims([from, to], context, then);
  const known = dayOfLeg(leg, from);
  const day = await dayOf({ ...then, ...(known && { day: known }) }, context);
  const [start, end] = [from, to].map(({ codes }) => book.find({ codes, day, mode: leg.mode }));
  if (start?.kind !== 'FOUND' || end?.kind !== 'FOUND') return undefined;
  const lineages = [book.lineage(start.place, day), book.lineage(end.place, day)] as const;
  const groups = await Promise.all(lineages[0].map(({ id }) => placesUnderKey(placeKey.groupOf(id), context, then)));
  return { from: lineages[0], to: lineages[1], group: groupOfBoth(...lineages, groups.flat(), day), day };
}

function dayOfLeg({ departedAt, arrivedAt }: LegEntry, from: StatedPlace): string | undefined {
  const time = departedAt[0]?.value ?? arrivedAt[0]?.value;
  return time && localDay(time.instant, zoneOf(from));
}
