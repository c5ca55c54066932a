import type { TimePrecision, TimeValue, ZoneSource } from '../messages/time-value.ts';

/** A zone for times that carry none, and who says so (law 2.7: EXPLICIT > partner profile > place > UNKNOWN). */
export interface ZoneHint {
  readonly profileZone?: string; // IANA name from the partner's mapping
  readonly placeZone?: string; // IANA name of the place where it happened
}

interface Parts {
  readonly digits: readonly [
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
    ms: number,
  ];
  readonly precision: TimePrecision;
  readonly offsetMinutes?: number;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(?:(\d{2})(?:(\d{2})(\d{3})?)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const COMPACT_YY = /^(\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?$/;

/**
 * Reads ISO 8601 (extended or basic), EDIFACT 2379 formats 101, 102, 201, 203, 204, 303 and 304, and WCO 304. Returns undefined for
 * what is no time; offsets are taken as written, even impossible ones up to 26 hours (DCSA's own samples hold +08:30).
 */
export function readTime(raw: string, hint: ZoneHint = {}): TimeValue | undefined {
  const parts = readParts(raw.trim());
  if (!parts || !isCalendarTime(parts)) return undefined;
  const zone = zoneOf(parts, hint);
  return {
    raw,
    instant: new Date(zone.millis).toISOString(),
    zoneSource: zone.source,
    precision: parts.precision,
  };
}

function readParts(raw: string): Parts | undefined {
  const iso = ISO.exec(raw) ?? COMPACT.exec(raw);
  if (iso) return fromMatch(iso, 0);
  const short = COMPACT_YY.exec(raw);
  return short ? fromMatch(short, 2000) : undefined;
}

function fromMatch(match: RegExpExecArray, century: number): Parts {
  const part = (i: number) => Number(match[i] ?? 0);
  const fraction = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
  const offsetMinutes = readOffset(match[8]);
  return {
    digits: [part(1) + century, part(2), part(3), part(4), part(5), part(6), fraction],
    precision: precisionOf(match),
    ...(offsetMinutes === undefined ? {} : { offsetMinutes }),
  };
}

function precisionOf(match: RegExpExecArray): TimePrecision {
  if (match[7] !== undefined) return 'MILLISECOND';
  if (match[6] !== undefined) return 'SECOND';
  if (match[5] !== undefined) return 'MINUTE';
  return match[4] === undefined ? 'DAY' : 'HOUR';
}

function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === 'Z') return 0;
  const digits = text.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return text.startsWith('-') ? -minutes : minutes;
}

function isCalendarTime({ digits: [year, month, day, hour, minute, second] }: Parts): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 25 && minute < 60 && second < 61;
}

function zoneOf(parts: Parts, hint: ZoneHint): { millis: number; source: ZoneSource } {
  const nominal = Date.UTC(
    ...(parts.digits.map((n, i) => (i === 1 ? n - 1 : n)) as [number, number, number, number, number, number, number]),
  );
  if (parts.offsetMinutes !== undefined) return { millis: nominal - parts.offsetMinutes * 60_000, source: 'EXPLICIT' };
  if (hint.profileZone) return { millis: inZone(nominal, hint.profileZone), source: 'MESSAGE_PROFILE' };
  if (hint.placeZone) return { millis: inZone(nominal, hint.placeZone), source: 'PLACE' };
  return { millis: nominal, source: 'UNKNOWN' };
}

/** The instant at which a wall clock in `zone` shows `nominal`; in the hour that a summer time repeats, the earlier one. */
function inZone(nominal: number, zone: string): number {
  const first = nominal - offsetAt(nominal, zone);
  return nominal - offsetAt(first, zone);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const MOST_OFFSETS = 10_000;

/** Since the last clock that went by seconds was set (Liberia, 1972), clocks are changed at quarters of an hour only. */
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
const QUARTER_MS = 900_000;

function offsetAt(instant: number, zone: string): number {
  if (!(instant >= QUARTERS_SINCE)) return readOffsetAt(instant, zone);
  const key = `${Math.floor(instant / QUARTER_MS)} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  const offset = readOffsetAt(instant, zone);
  offsets.set(key, offset);
  return offset;
}

function readOffsetAt(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const wall = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The calendar day that a clock in the zone shows at the instant; without a zone the nominal day. */
export function localDay(instant: string, zone: string | undefined): string {
  const millis = Date.parse(instant);
  return new Date(zone ? millis + offsetAt(millis, zone) : millis).toISOString().slice(0, 10);
}

/** A time without zone, at a place whose clocks show it. */
export function inZoneOf(time: TimeValue, zone: string): TimeValue {
  return { ...time, instant: new Date(inZone(Date.parse(time.instant), zone)).toISOString(), zoneSource: 'PLACE' };
}

/** Offsets other than whole hours that the IANA time zone database has in force today. */
const BROKEN_OFFSETS = new Set(
  '-09:30 -03:30 -02:30 +03:30 +04:30 +05:30 +05:45 +06:30 +08:45 +09:30 +10:30 +12:45 +13:45'.split(' '),
);

/** Whether some place uses the offset that a time is written with; a time without one passes. */
export function isCivilOffset(raw: string): boolean {
  const match = /([+-])(\d{2}):?(\d{2})?$/.exec(raw.replace(/^\d{4}-\d{2}-\d{2}/, ''));
  if (!match) return true;
  const [, sign, hours, minutes = '00'] = match;
  if (minutes !== '00') return BROKEN_OFFSETS.has(`${sign}${hours}:${minutes}`);
  return Number(hours) <= (sign === '-' ? 12 : 14);
}
