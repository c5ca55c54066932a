import { normaliseNumber } from '../messages/reference.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { projectBookings } from './project-bookings.ts';
import type { RailNoteEntry, RailSlice } from './rail-slice.ts';
import { compareText } from './revision-order.ts';

/** Booking → note → train: the rail part of the graph. */
export function projectRail(facts: readonly PlacedFact[]): RailSlice {
  return { bookings: projectBookings(facts, true), notes: projectNotes(facts) };
}

function projectNotes(facts: readonly PlacedFact[]): RailNoteEntry[] {
  return placedOfKind(facts, 'RAIL_NOTE')
    .filter(each => each.effective)
    .map((each): RailNoteEntry => {
      const { fact } = each.known;
      return {
        ...statedBy(each),
        number: normaliseNumber(fact.number),
        noteType: fact.noteType,
        carrier: fact.carrier ?? null,
        contractedAt: fact.contractedAt ?? null,
        arrivedAt: fact.arrivedAt ?? null,
        from: fact.origin ?? null,
        to: fact.destination ?? null,
        borderStations: fact.borderStations,
        wagons: fact.wagons,
        containers: fact.equipment.map(box => box.number),
        journey: fact.journey ?? null,
        bookingNumber: fact.bookingNumber ?? null,
        declarations: fact.declarations,
        grossMass: fact.grossMass ?? null,
      };
    })
    .sort((a, b) => compareText(a.number, b.number) || compareText(a.fact, b.fact));
}
