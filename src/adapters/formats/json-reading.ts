import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { isCivilOffset, readTime } from '../../vocabulary/time.ts';
import { elementsAt, type Located, stringAt, valueAt } from './json-pointer.ts';
import { shownValue } from './json-schema-issue.ts';

/** One object of a document as it is read: where it stands, how its sender deviates, and what was found wrong so far. */
export interface JsonReading extends Located {
  readonly profile: MappingProfile;
  readonly issues: FeedIssue[];
}

export function openReading(located: Located, profile: MappingProfile): JsonReading {
  return { ...located, profile, issues: [] };
}

/** A member object; what is found wrong in it is told of the whole. */
export function inside(reading: JsonReading, pointer: string): JsonReading {
  return { ...reading, pointer: reading.pointer + pointer, value: valueAt(reading.value, pointer) };
}

export function each(reading: JsonReading, pointer: string): readonly JsonReading[] {
  return elementsAt(reading.value, pointer).map(element => ({
    ...reading,
    pointer: reading.pointer + element.pointer,
    value: element.value,
  }));
}

/** The first of these members that states something: a null value of the partner states nothing. */
export function readText(reading: JsonReading, ...pointers: readonly string[]): string | undefined {
  for (const pointer of pointers) {
    const text = stringAt(reading.value, pointer);
    if (text !== undefined && !isNullValue(reading.profile, text)) return text;
  }
  return undefined;
}

/** A schema asks for the member, and a blank passes for one. */
function reportBlank(reading: JsonReading, pointer: string): void {
  const stated = valueAt(reading.value, pointer);
  if (typeof stated !== 'string') return;
  report(reading, pointer, 'VALUE', `${shownValue(stated)} states no time`, 'Send the date and time.', 'ERROR');
}

/** A time that the part cannot do without is read with severity ERROR. */
export function readTimeAt(
  reading: JsonReading,
  pointer: string,
  severity: Severity = 'WARNING',
): TimeValue | undefined {
  const raw = readText(reading, pointer);
  if (raw === undefined) {
    if (severity === 'ERROR') reportBlank(reading, pointer);
    return undefined;
  }
  const time = readTime(raw, reading.profile.timeZone ? { profileZone: reading.profile.timeZone } : {});
  if (!time) {
    const message = `${shownValue(raw)} is no date and time`;
    report(reading, pointer, 'VALUE', message, 'Send RFC 3339, e.g. 2025-01-14T09:21:00+01:00.', severity);
  } else if (time.zoneSource === 'UNKNOWN') {
    const message = `${shownValue(raw)} names no zone, so it is known to 14 hours either way`;
    report(reading, pointer, 'TIME_ZONE_UNKNOWN', message, 'Send the UTC offset, or agree a zone for this feed.');
  } else if (time.zoneSource === 'EXPLICIT' && !isCivilOffset(raw)) {
    const message = `${shownValue(raw)} has a UTC offset that no place uses`;
    report(
      reading,
      pointer,
      'VALUE',
      message,
      'Send the UTC offset in force at the place; the time was taken as written.',
    );
  }
  return time;
}

export function report(
  reading: JsonReading,
  pointer: string,
  code: FeedIssueCode,
  message: string,
  remedy: string,
  severity: Severity = 'WARNING',
): void {
  const position = { kind: 'POINTER', pointer: reading.pointer + pointer } as const;
  reading.issues.push({ code, severity, position, message, remedy });
}
