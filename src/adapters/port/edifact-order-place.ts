import type { PlaceClaim } from '../../messages/claims.ts';
import { locQualifier, readPlace } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { allSegments, type SegmentGroup } from './edifact-box-groups.ts';
import type { OrderReading } from './edifact-order.ts';

/** List 3227: where the activity takes place, by ITIGG and by the later releases. */
export const ACTIVITY = ['165', '175'];

/** The first place, in the order of the qualifiers (3227), that one of the groups names. */
export function findPlace(
  groups: readonly SegmentGroup[],
  qualifiers: readonly string[],
  { profile, issues }: Pick<OrderReading, 'profile' | 'issues'>,
): PlaceClaim | undefined {
  const locs = groups.flatMap(group => allSegments(group)).filter(segment => segment.tag === 'LOC');
  const loc = findLoc(locs, qualifiers);
  return loc && readPlace(loc, profile, issues);
}

export function findLoc(
  segments: readonly EdifactSegment[],
  qualifiers: readonly string[],
): EdifactSegment | undefined {
  const locs = segments.filter(segment => segment.tag === 'LOC' && segment.element(2) !== '');
  for (const qualifier of qualifiers) {
    const found = locs.find(loc => locQualifier(loc) === qualifier);
    if (found) return found;
  }
  return undefined;
}
