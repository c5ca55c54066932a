import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { RailNoteEntry } from '../../consignment/rail-slice.ts';
import type { BookingEntry } from '../../consignment/shipping-slice.ts';
import { nameSimilarity } from '../name-similarity.ts';
import type { RiskRecord } from '../risk-context.ts';
import { instantOf, kilograms, unique } from './claim-values.ts';
import type { Equipment } from './equipment-part.ts';
import type { GraphView } from './graph-view.ts';
import { locationOf } from './stops.ts';

type Rail = RiskRecord<'Rail'>;

/** A year: a swap that did not happen is as far from departure as can be. */
const NO_SWAP_HOURS = 8_760;

export function railPart(view: GraphView, equip: readonly Equipment[]): Rail {
  const { notes, bookings } = view.document.rail;
  const booking = bookings.find(each => each.status !== 'CANCELLED' && each.status !== 'REJECTED');
  const [note] = notes;
  const byTrain = view.consignment.legs.some(leg => leg.mode === 'RAIL');
  if (!note) return booking || byTrain ? { active: true, ...bookedPart(booking) } : noRail(view.now);
  return {
    active: true,
    ...bookedPart(booking),
    ...notePart(note, notes, view),
    ...underway(view, note),
    ...load(view, equip),
  };
}

/** Goods that go by no train. A term of no carriage runs from now. */
function noRail(now: string): Rail {
  return {
    active: false,
    noteKind: '',
    grossKg: 0,
    scaleCargoKg: 0,
    containers: [],
    borderPlanned: '',
    borderActual: '',
    unscheduledStopH: 0,
    detached: false,
    dueAt: now,
    closed: false,
    swapHoursBeforeDeparture: NO_SWAP_HOURS,
    reissueDescSim: 1,
    reissueGrossKg: 0,
    sealChangedAtGauge: false,
    sealChangeOfficial: false,
    dgPermit: false,
    dgOnTrain: false,
  };
}

/** Which boxes an earlier revision of a booking had is not kept: a booking that was changed may have swapped one. */
function bookedPart(booking: BookingEntry | undefined): Rail {
  if (!booking) return {};
  const changed = booking.revisions.some(revision => revision.function === 'CHANGE');
  return {
    dueAt: instantOf(booking.plannedArrival),
    swapHoursBeforeDeparture: changed ? undefined : NO_SWAP_HOURS,
  };
}

/** One note is the only one: nothing was issued again. */
function notePart(note: RailNoteEntry, notes: readonly RailNoteEntry[], view: GraphView): Rail {
  const grossKg = kilograms(note.grossMass);
  const reissued = new Set(notes.map(each => each.number)).size > 1;
  return {
    noteKind: note.noteType,
    grossKg,
    containers: unique(notes.flatMap(each => each.containers)),
    borderPlanned: note.borderStations.map(locationOf).find(Boolean) ?? '',
    ...(reissued ? reissue(notes, view) : { reissueDescSim: 1, reissueGrossKg: grossKg }),
  };
}

/** Compared with the note of another number for the same goods, such as the CIM note beyond the gauge. */
function reissue(notes: readonly RailNoteEntry[], view: GraphView): Rail {
  const [first, ...others] = notes;
  const again = others.findLast(each => each.number !== first?.number);
  const [before, after] = [first, again].map(note => descriptionOf(note?.fact, view));
  return {
    reissueGrossKg: kilograms(again?.grossMass),
    reissueDescSim: before !== undefined && after !== undefined ? nameSimilarity(before, after) : undefined,
  };
}

function descriptionOf(fact: string | undefined, { consignment }: GraphView): string | undefined {
  const items = consignment.items.find(claim => claim.fact === fact)?.value;
  return items?.flatMap(item => item.description ?? []).join('; ') || undefined;
}

const AFTER_RAIL: ReadonlySet<EventEntry['type']> = new Set(['GATE_IN', 'GATE_OUT', 'LOAD', 'CARGO_DELIVERED']);

/** The border is crossed where a crossing is reported; carriage is over when the note says so, the train is there, or the box goes on. */
function underway({ happened }: GraphView, note: RailNoteEntry): Rail {
  const crossing = happened.find(event => event.type === 'BORDER_CROSSED');
  const destination = locationOf(note.to);
  const departed = happened.findIndex(event => event.type === 'DEPARTURE' && event.conveyance?.mode === 'RAIL');
  const delivered =
    departed >= 0 &&
    happened
      .slice(departed)
      .some(
        event => AFTER_RAIL.has(event.type) || (event.type === 'ARRIVAL' && locationOf(event.place) === destination),
      );
  return {
    borderActual: crossing ? locationOf(crossing.place) : '',
    closed: note.arrivedAt !== null || delivered,
  };
}

/** A seal that no reading shows changed was not changed at the gauge either; one that was, while the goods went by rail, was changed on the way. */
function load({ consignment }: GraphView, equip: readonly Equipment[]): Rail {
  const changes = equip.flatMap(box => box.sealChanges ?? []);
  const read = equip.some(box => (box.sealReads ?? []).length > 1);
  const dangerous =
    consignment.equipmentUses.some(box => box.dangerous.some(claim => claim.value)) ||
    consignment.items.some(claim => claim.value.some(item => item.dangerousGoods));
  return {
    ...(read || changes.length > 0
      ? { sealChangedAtGauge: changes.length > 0, sealChangeOfficial: changes.some(change => change.official) }
      : {}),
    dgOnTrain: dangerous,
    dgPermit: dangerous ? undefined : false,
  };
}
