/** Which authority gave a time its zone. UTC is never assumed: UNKNOWN means up to 14 hours either way. */
export type ZoneSource = 'EXPLICIT' | 'MESSAGE_PROFILE' | 'PLACE' | 'UNKNOWN';
export type TimePrecision = 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND' | 'MILLISECOND';

/**
 * A time as a message states it. `instant` is RFC 3339 in UTC with milliseconds; where `zoneSource` is UNKNOWN it is the
 * nominal instant (the written digits read as UTC), good for sorting only.
 */
export interface TimeValue {
  readonly raw: string;
  readonly instant: string;
  readonly zoneSource: ZoneSource;
  readonly precision: TimePrecision;
}
