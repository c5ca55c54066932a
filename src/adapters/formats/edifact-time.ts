import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** DTM+qualifier:value:format. Undefined where there is no value, or none that is a time. */
export function readDtm(dtm: EdifactSegment, profile: MappingProfile): TimeValue | undefined {
  return readEdifactTime(dtm.component(1, 1), profile, dtm.component(1, 2));
}

/**
 * The digits say which format of list 2379 they are in, but for 202: twelve digits are 203 else. 303 and 304 end in a zone of three
 * letters, of which only UTC and GMT mean one offset.
 */
export function readEdifactTime(raw: string | undefined, profile: MappingProfile, format = ''): TimeValue | undefined {
  if (!raw) return undefined;
  const hint = profile.timeZone === undefined ? {} : { profileZone: profile.timeZone };
  const zoned = raw.replace(/^(\d{12,14})(UTC|GMT)$/i, '$1Z');
  const short = /^(\d{6}|\d{10})$/.test(zoned) || format === '202';
  const time = readTime(short ? withCentury(zoned) : zoned, hint);
  return time && { ...time, raw };
}

/** Years of two digits: no container message is older than 1970. */
function withCentury(digits: string): string {
  return `${digits < '70' ? '20' : '19'}${digits}`;
}

export function dtmQualifier(dtm: EdifactSegment): string {
  return dtm.code(1);
}

/** The first DTM, in the order of the qualifiers, that has a value at all. */
export function findDtm(
  segments: readonly EdifactSegment[],
  qualifiers: readonly string[],
): EdifactSegment | undefined {
  const stated = segments.filter(segment => segment.tag === 'DTM' && segment.component(1, 1) !== '');
  for (const qualifier of qualifiers) {
    const found = stated.find(dtm => dtmQualifier(dtm) === qualifier);
    if (found) return found;
  }
  return undefined;
}

/** Told once a message: most EDIFACT times carry no zone. */
export function zoneUnknown(position: Position): FeedIssue {
  return {
    code: 'TIME_ZONE_UNKNOWN',
    severity: 'WARNING',
    position,
    message: 'times have no zone, and no zone is declared for this feed',
    remedy: "Have the feed's time zone declared.",
  };
}
