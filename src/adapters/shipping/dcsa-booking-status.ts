import type { BookingFact } from '../../messages/fact.ts';
import { type JsonReading, readText, report } from '../formats/json-reading.ts';

type Function = BookingFact['function'];

/** What a status says of the booking, and how far it has come: bookings carry no time, so the one that is further is later. */
export interface BookingProgress {
  readonly code?: string;
  readonly function: Function;
  readonly rank: number;
}

/** Booking 2.0, bookingStatus. What waits for an amendment or is completed stays confirmed. */
const STATUSES: ReadonlyMap<string, readonly [Function, rank: number]> = new Map([
  ['RECEIVED', ['REQUEST', 1]],
  ['PENDING_UPDATE', ['REQUEST', 2]],
  ['UPDATE_RECEIVED', ['CHANGE', 3]],
  ['CONFIRMED', ['CONFIRM', 4]],
  ['PENDING_AMENDMENT', ['CONFIRM', 5]],
  ['REJECTED', ['REJECT', 8]],
  ['DECLINED', ['REJECT', 8]],
  ['CANCELLED', ['CANCEL', 9]],
  ['COMPLETED', ['CONFIRM', 10]],
]);

/** amendedBookingStatus: a declined or withdrawn amendment leaves the booking as it was confirmed. */
const AMENDMENTS: ReadonlyMap<string, readonly [Function, rank: number]> = new Map([
  ['AMENDMENT_RECEIVED', ['CHANGE', 6]],
  ['AMENDMENT_CONFIRMED', ['CONFIRM', 7]],
  ['AMENDMENT_DECLINED', ['CONFIRM', 7]],
  ['AMENDMENT_CANCELLED', ['CONFIRM', 7]],
]);

/** Of the booking, its amendment and its cancellation; without any, the message is a request or, with a reference, its update. */
export function readProgress(reading: JsonReading, isUpdate: boolean): BookingProgress {
  const cancellation = readText(reading, '/bookingCancellationStatus');
  if (cancellation === 'CANCELLATION_CONFIRMED') return { code: cancellation, function: 'CANCEL', rank: 9 };
  const status = readText(reading, '/bookingStatus');
  const amendment = readText(reading, '/amendedBookingStatus');
  const known = status === undefined ? undefined : STATUSES.get(status);
  if (status !== undefined && !known) {
    const message = `"${status.slice(0, 50)}" is no bookingStatus of Booking 2.0`;
    report(
      reading,
      '/bookingStatus',
      'CODE_UNKNOWN',
      message,
      `Send one of: ${[...STATUSES.keys()].join(', ')}.`,
      'ERROR',
    );
  }
  const stillStands = known?.[0] === 'CONFIRM' && status !== 'COMPLETED';
  const amended = amendment === undefined || !stillStands ? undefined : AMENDMENTS.get(amendment);
  const [does, rank] = amended ?? known ?? [isUpdate ? 'CHANGE' : 'REQUEST', isUpdate ? 3 : 1];
  const code = amended ? amendment : status;
  return { ...(code && { code }), function: does, rank };
}
