import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { RiskRecord } from '../risk-context.ts';
import { hoursBetween, instantOf, unique, unLocode } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

type Booking = RiskRecord<'Booking'>;

/** The ocean booking and its plan, by the booking itself or by the carrier's events. How it was paid, no feed says. */
export function bookingPart(view: GraphView): Booking | undefined {
  const [booking] = view.document.shipping.bookings;
  const events = view.consignment.events.filter(event => event.type.startsWith('BOOKING_'));
  const planned = view.consignment.events.filter(event => event.classifier === 'PLN');
  if (!booking && events.length === 0 && planned.length === 0) return undefined;
  const cutoffAt = instantOf(booking?.cutOff);
  return {
    bookedAt: instantOf(booking?.requestedAt ?? events[0]?.time),
    cutoffAt,
    gateInDeadlineMissedH: missedBy(cutoffAt, view.happened),
    description: descriptionOf(view),
    rolled: planned.length > 0 ? voyagesPlanned(planned) - 1 : undefined,
    amendments: amendments(events),
    ...transhipment(view, planned),
  };
}

/** What was to be carried, as it was booked. */
function descriptionOf({ consignment, kindOf }: GraphView): string | undefined {
  const booked = consignment.items.find(claim => kindOf(claim.fact) === 'BOOKING')?.value ?? [];
  const texts = unique(booked.map(item => item.description));
  return texts.length > 0 ? texts.join('; ') : undefined;
}

function missedBy(cutOff: string | undefined, happened: readonly EventEntry[]): number | undefined {
  const gateIn = instantOf(happened.find(event => event.type === 'GATE_IN' && event.fullness !== 'EMPTY')?.time);
  const late = hoursBetween(cutOff, gateIn);
  return late === undefined ? undefined : Math.max(0, late);
}

/** One box left behind is planned again on another voyage; plans that a later one replaced count too. */
function voyagesPlanned(planned: readonly EventEntry[]): number {
  const loads = planned.filter(event => event.type === 'LOAD' && event.journeys.length > 0);
  return Math.max(1, new Set(loads.map(event => event.journeys.join())).size);
}

/** What a carrier changed in a booking, its events do not say. */
function amendments(events: readonly EventEntry[]): Booking['amendments'] {
  return events.filter(event => event.type === 'BOOKING_CHANGED').map(event => ({ at: instantOf(event.time) }));
}

function transhipment({ happened }: GraphView, planned: readonly EventEntry[]): Booking {
  const portsOf = (events: readonly EventEntry[]) =>
    unique(
      events
        .filter(each => each.type === 'DISCHARGE' && each.movement === 'TRANSHIPMENT')
        .map(each => unLocode(each.place)),
    );
  if (!planned.some(event => event.type === 'LOAD' || event.type === 'DISCHARGE')) return {};
  return { plannedTranship: portsOf(planned)[0] ?? '', actualTranship: portsOf(happened)[0] ?? '' };
}
