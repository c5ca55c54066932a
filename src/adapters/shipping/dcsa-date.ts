import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import { type JsonReading, readText, readTimeAt } from '../formats/json-reading.ts';

/** A member that the standard defines as a local date (`2025-01-14`): it lacks its zone by definition, which is no doubt. */
export function readDateAt(reading: JsonReading, ...pointers: readonly string[]): TimeValue | undefined {
  const pointer = pointers.find(each => readText(reading, each) !== undefined);
  if (pointer === undefined) return undefined;
  const raw = readText(reading, pointer) ?? '';
  const zone = reading.profile.timeZone;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(raw) ? readTime(raw, zone ? { profileZone: zone } : {}) : undefined;
  return date ?? readTimeAt(reading, pointer);
}
