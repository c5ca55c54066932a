import type { Position } from '../../messages/position.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { IssueList } from './issue-list.ts';

/** A time that the message states at `position`; one that cannot be read is a doubt, never a guess. */
export function timeAt(
  raw: string | undefined,
  position: Position,
  zone: string | undefined,
  issues: IssueList,
): TimeValue | undefined {
  if (raw === undefined) return undefined;
  const time = readTime(raw, zone === undefined ? {} : { profileZone: zone });
  if (!time) {
    issues.doubt('VALUE', position, `"${raw}" is not a date or time`, 'send ISO 8601 with the offset from UTC');
    return undefined;
  }
  if (time.zoneSource === 'UNKNOWN')
    issues.doubt('TIME_ZONE_UNKNOWN', position, `"${raw}" has no time zone`, 'send the offset from UTC');
  return time;
}
