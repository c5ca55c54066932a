import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson, contentHash } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import type { LogPlace } from '../store/event-reader.ts';

/** What a cursor says, once it is known to be ours and the reader's. */
export interface Cursor {
  readonly epoch: string;
  readonly position: number;
  /** Keyed digest of the event at the position; '' where there was none. */
  readonly mark: string;
}

/** The log as it stands when a cursor comes back. */
export interface LogExtent {
  readonly epoch: string;
  readonly head: number;
  /** The first position that is kept; undefined where none is. */
  readonly oldest: number | undefined;
  /** The event at the cursor's position; undefined where it is no longer kept. */
  readonly eventId: string | undefined;
}

const VERSION = 1;
const MAC_BYTES = 32;
const RESYNC =
  'resync: read what you need by query (events, consignments), and subscribe without `after`, first, so that nothing falls between';

/** Law 3.3: a cursor belongs to a subscriber and its filter. The order in which a filter lists its values makes no difference. */
export function bindingOf(subscriber: string, filter: unknown): string {
  return contentHash([subscriber, inOrder(filter)]);
}

export function encodeCursor(key: Uint8Array, epoch: string, place: LogPlace, binding: string): string {
  const text = JSON.stringify([VERSION, epoch, place.position, markOf(key, place.eventId), binding]);
  return Buffer.concat([mac(key, text), Buffer.from(text)]).toString('base64url');
}

/** Throws CURSOR_FOREIGN for what was not given by this hub to this subscriber for this filter. */
export function decodeCursor(key: Uint8Array, cursor: string, binding: string): Cursor {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(MAC_BYTES).toString();
  const genuine = bytes.length > MAC_BYTES && timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(key, text));
  if (!genuine) throw foreign('the cursor is not one that this hub gave out');
  const [version, epoch, position, mark, boundTo] = JSON.parse(text) as [number, string, number, string, string];
  if (version !== VERSION) throw tooOld('the cursor was given out by another release');
  if (boundTo !== binding) throw foreign('the cursor was given to another subscriber, or for another filter');
  return { epoch, position, mark };
}

/**
 * Throws CURSOR_TOO_OLD or CURSOR_FUTURE where the log cannot go on from the cursor without a gap. A log that was put back to an earlier
 * state, in whatever way, holds another event at the position than the one the reader has seen.
 */
export function assertResumable(key: Uint8Array, cursor: Cursor, log: LogExtent): void {
  if (cursor.epoch !== log.epoch) throw tooOld('the event log was restored since the cursor was given out');
  if (cursor.position > log.head) {
    throw new CorridorError('CURSOR_FUTURE', 'fix-query', `the cursor is ahead of the event log; ${RESYNC}`);
  }
  assertKept(cursor.position, log);
  if (cursor.mark !== '' && log.eventId !== undefined && cursor.mark !== markOf(key, log.eventId)) {
    throw tooOld('the event log was put back to an earlier state since the cursor was given out');
  }
}

/** Throws CURSOR_TOO_OLD where the event that follows a position has left the log. */
export function assertKept(position: number, { head, oldest = head + 1 }: Pick<LogExtent, 'head' | 'oldest'>): void {
  if (position < oldest - 1) throw tooOld('events after the cursor are past their retention');
}

export function tooOld(why: string, details: Readonly<Record<string, unknown>> = {}): CorridorError {
  return new CorridorError('CURSOR_TOO_OLD', 'fix-query', `${why}; ${RESYNC}`, details);
}

function foreign(why: string): CorridorError {
  return new CorridorError('CURSOR_FOREIGN', 'fix-query', why);
}

function mac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(`cursor\n${text}`).digest();
}

function markOf(key: Uint8Array, eventId: string | undefined): string {
  return eventId === undefined
    ? ''
    : createHmac('sha256', key).update(`mark\n${eventId}`).digest('base64url').slice(0, 8);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map(each => canonicalJson(inOrder(each))))].sort();
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inOrder(member)]));
}
