import type { BookingFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import { originsOf, type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { compareRevisions, compareText } from './revision-order.ts';
import type { BookingEntry } from './shipping-slice.ts';

/** One entry a booking of the given modes: what was requested, changed and confirmed, the newest statement of each thing standing. */
export function projectBookings(facts: readonly PlacedFact[], rail: boolean): BookingEntry[] {
  const bookings = placedOfKind(facts, 'BOOKING').filter(each => (each.known.fact.mode === 'RAIL') === rail);
  const byNumber = new Map<string, PlacedFact<BookingFact>[]>();
  for (const each of bookings) {
    const number = normaliseNumber(each.known.fact.number);
    byNumber.set(number, [...(byNumber.get(number) ?? []), each]);
  }
  return [...byNumber].sort(([a], [b]) => compareText(a, b)).map(([number, each]) => bookingEntry(number, each));
}

/** Within one revision a cancellation stands over a confirmation, and that over a request. */
const FUNCTION_ORDER = { REQUEST: 0, CHANGE: 1, CONFIRM: 2, REJECT: 3, CANCEL: 4 } as const;
const STATUS_OF = {
  REQUEST: 'REQUESTED',
  CHANGE: 'CHANGED',
  CONFIRM: 'CONFIRMED',
  REJECT: 'REJECTED',
  CANCEL: 'CANCELLED',
} as const;

function bookingEntry(number: string, facts: readonly PlacedFact<BookingFact>[]): BookingEntry {
  const revisions = [...facts].sort(compareBookings);
  const newest = [...revisions].reverse().map(each => each.known.fact);
  const first = <T>(read: (fact: BookingFact) => T | undefined): T | null =>
    newest.map(read).find(each => each !== undefined) ?? null;
  const list = (read: (fact: BookingFact) => readonly string[]) => newest.map(read).find(each => each.length > 0) ?? [];
  const last = revisions.at(-1);
  return {
    number,
    carrier: first(fact => fact.carrier),
    carrierName: first(fact => fact.carrierName),
    mode: newest[0]?.mode ?? 'UNKNOWN',
    status: last ? STATUS_OF[last.known.fact.function] : 'REQUESTED',
    requestedAt: revisions[0]?.known.fact.requestedAt ?? null,
    journey: first(fact => fact.journey),
    wagons: list(fact => fact.wagons),
    containers: list(fact => fact.equipment.map(box => box.number)),
    origin: first(fact => fact.origin),
    destination: first(fact => fact.destination),
    cutOff: first(fact => fact.cutOff),
    plannedDeparture: first(fact => fact.plannedDeparture),
    plannedArrival: first(fact => fact.plannedArrival),
    noteNumber: first(fact => fact.noteNumber),
    revisions: revisions.map(each => ({
      ...statedBy(each),
      function: each.known.fact.function,
      revision: each.known.fact.revision ?? null,
      at: (each.known.fact.requestedAt ?? each.known.fact.updatedAt)?.instant ?? null,
    })),
    origins: originsOf(revisions),
    fact: last?.known.id ?? '',
  };
}

function compareBookings(a: PlacedFact<BookingFact>, b: PlacedFact<BookingFact>): number {
  const at = (each: PlacedFact<BookingFact>) =>
    (each.known.fact.updatedAt ?? each.known.fact.requestedAt)?.instant ?? '';
  return (
    compareText(at(a), at(b)) ||
    FUNCTION_ORDER[a.known.fact.function] - FUNCTION_ORDER[b.known.fact.function] ||
    compareRevisions(a.known, b.known)
  );
}
