import type { Mass, PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { BookingEntry } from './shipping-slice.ts';
import type { Stated } from './stated.ts';

export interface RailSlice {
  readonly bookings: readonly BookingEntry[];
  readonly notes: readonly RailNoteEntry[];
}

export interface RailNoteEntry extends Stated {
  readonly number: string;
  readonly noteType: string;
  readonly carrier: string | null;
  readonly contractedAt: TimeValue | null;
  readonly arrivedAt: TimeValue | null;
  readonly from: PlaceClaim | null;
  readonly to: PlaceClaim | null;
  readonly borderStations: readonly PlaceClaim[];
  readonly wagons: readonly string[];
  readonly containers: readonly string[];
  readonly journey: string | null;
  readonly bookingNumber: string | null;
  readonly declarations: readonly string[];
  readonly grossMass: Mass | null;
}
