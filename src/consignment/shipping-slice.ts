import type { PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Stated } from './stated.ts';

/** Sea bookings and the estimates of arrival that events (not schedules) state. */
export interface ShippingSlice {
  readonly bookings: readonly BookingEntry[];
}

export interface BookingEntry {
  readonly number: string;
  readonly carrier: string | null;
  readonly carrierName: string | null;
  readonly mode: string;
  readonly status: 'REQUESTED' | 'CHANGED' | 'CONFIRMED' | 'REJECTED' | 'CANCELLED';
  readonly requestedAt: TimeValue | null;
  readonly journey: string | null; // requested train or voyage
  readonly wagons: readonly string[];
  readonly containers: readonly string[];
  readonly origin: PlaceClaim | null;
  readonly destination: PlaceClaim | null;
  readonly cutOff: TimeValue | null;
  readonly plannedDeparture: TimeValue | null;
  readonly plannedArrival: TimeValue | null;
  readonly noteNumber: string | null;
  readonly revisions: readonly (Stated & {
    readonly function: string;
    readonly revision: number | null;
    readonly at: string | null;
  })[];
  readonly origins: readonly string[];
  readonly fact: string;
}
