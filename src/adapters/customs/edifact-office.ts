import type { PlaceClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { readPlace } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { findLoc } from '../port/edifact-order-place.ts';

const CLEARANCE = '22'; // 3227
const ENTRY = '41';
const ARRIVAL = '60';

/**
 * The customs office of clearance or of entry, else the port at which the vessel arrives. An office has a code of its own customs: in China
 * the four digits of the customs district.
 */
export function readOffice(
  segments: readonly EdifactSegment[],
  profile: MappingProfile,
  issues: FeedIssue[],
): PlaceClaim | undefined {
  const office = findLoc(segments, [CLEARANCE, ENTRY]);
  const loc = office ?? findLoc(segments, [ARRIVAL]);
  const place = loc && readPlace(loc, profile, issues);
  if (!office || !place) return place;
  const codes = place.codes.map(({ scheme, value }) =>
    scheme === 'TERMINAL' ? { scheme: officeScheme(value, profile), value } : { scheme, value },
  );
  return { ...place, codes };
}

function officeScheme(code: string, { country }: MappingProfile): 'CN_CUSTOMS' | 'CUSTOMS_OFFICE' {
  return country === 'CN' && /^\d{4}$/.test(code) ? 'CN_CUSTOMS' : 'CUSTOMS_OFFICE';
}
