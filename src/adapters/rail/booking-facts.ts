import type { EventType } from '../../messages/event-type.ts';
import type { BookingFact, Fact } from '../../messages/fact.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { stated } from './stated.ts';

const EVENT_OF: Readonly<Record<BookingFact['function'], EventType>> = {
  REQUEST: 'BOOKING_REQUESTED',
  CHANGE: 'BOOKING_CHANGED',
  CANCEL: 'BOOKING_CANCELLED',
  CONFIRM: 'BOOKING_CONFIRMED',
  REJECT: 'BOOKING_REJECTED',
};

/**
 * A booking and the occurrence that its message reports. Each version is an occurrence of its own, so its event's key holds the
 * revision: a second change does not revise the first.
 */
export function bookingFacts(booking: BookingFact, at: TimeValue | undefined, rawCode?: string): Fact[] {
  if (!at) return [booking];
  const type = EVENT_OF[booking.function];
  const { position, references, updatedAt, revision, issues } = booking;
  const key = booking.key === undefined ? undefined : `${booking.key}|${type}|${revision ?? ''}`;
  return [
    booking,
    stated({
      kind: 'EVENT' as const,
      position,
      references,
      key,
      revision,
      updatedAt,
      issues,
      type,
      classifier: 'ACT' as const,
      time: at,
      subject: 'BOOKING' as const,
      rawCode,
    }),
  ];
}
