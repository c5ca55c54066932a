import type { ConsignmentSlice, EventEntry, LegEntry } from '../consignment/consignment-slice.ts';
import type { JourneyCall } from '../consignment/journey-document.ts';
import type { PlaceClaim } from '../messages/claims.ts';
import type { PlaceBook } from './place-book.ts';

/** What a consignment was to do at a call. */
export type CallPurpose = 'TO_LOAD' | 'TO_DISCHARGE';

const DONE = { TO_LOAD: 'LOAD', TO_DISCHARGE: 'DISCHARGE' } as const;

/**
 * What a call means to a consignment on its voyage: goods that begin or end their leg there. A vessel that cuts and runs leaves behind what was not
 * handled yet; what was, is not touched. `keys` are those of the voyage.
 */
export function touchedByCall(
  slice: Pick<ConsignmentSlice, 'legs' | 'events' | 'equipmentUses'>,
  call: JourneyCall,
  keys: readonly string[],
  day: string,
  book: PlaceBook,
): CallPurpose | undefined {
  const isHere = (place: PlaceClaim) => isSamePlace(place, call.place, day, book);
  const legs = slice.legs.filter(leg => leg.journeys.some(key => keys.includes(key)));
  const purposes = (['TO_LOAD', 'TO_DISCHARGE'] as const).filter(purpose =>
    legs.some(leg => endsOf(leg, purpose).some(isHere)),
  );
  if (call.status[0]?.value !== 'CUT_AND_RUN') return purposes[0];
  return purposes.find(purpose => !allDone(slice, purpose, keys));
}

function endsOf(leg: LegEntry, purpose: CallPurpose): PlaceClaim[] {
  return (purpose === 'TO_LOAD' ? leg.from : leg.to).map(claim => claim.value);
}

/** By the tables, so that a port under another of its codes is the same; where they know neither, by equal codes. */
function isSamePlace(a: PlaceClaim, b: PlaceClaim, day: string, book: PlaceBook): boolean {
  const [here, there] = [a, b].map(({ codes }) => book.find({ codes, day, mode: 'SEA' }));
  if (here?.kind === 'FOUND' && there?.kind === 'FOUND') return book.areOneWithin(here.place, there.place, day);
  return a.codes.some(code => b.codes.some(each => each.scheme === code.scheme && each.value === code.value));
}

/** Every box of it was loaded on the voyage, or discharged from it. */
function allDone(
  { equipmentUses, events }: Pick<ConsignmentSlice, 'events' | 'equipmentUses'>,
  purpose: CallPurpose,
  keys: readonly string[],
): boolean {
  const handled = events.filter(event => isHandling(event, purpose, keys)).map(event => event.equipment);
  return equipmentUses.every(use => handled.includes(use.number)) && handled.length > 0;
}

function isHandling(event: EventEntry, purpose: CallPurpose, keys: readonly string[]): boolean {
  return (
    event.type === DONE[purpose] &&
    event.classifier === 'ACT' &&
    event.effective &&
    event.journeys.some(key => keys.includes(key))
  );
}
