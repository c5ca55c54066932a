import type { ConsignmentSlice, EventEntry } from '../../consignment/consignment-slice.ts';

/**
 * The boxes of a consignment that are on a voyage: those loaded on it or discharged from it, and those announced for it that no vessel has
 * loaded yet. A box that was rolled to another voyage is not aboard.
 */
export function boxesAboard(
  slice: Pick<ConsignmentSlice, 'equipmentUses' | 'events'>,
  keys: readonly string[],
): string[] {
  const handled = slice.events.filter(isHandling);
  const isHere = (event: EventEntry) => event.journeys.some(key => keys.includes(key));
  return [...new Set(slice.equipmentUses.map(use => use.number))].filter(number => {
    const own = handled.filter(event => event.equipment === number);
    return own.some(isHere) || !own.some(event => event.type === 'LOAD');
  });
}

function isHandling({ type, classifier, effective }: EventEntry): boolean {
  return effective && classifier === 'ACT' && (type === 'LOAD' || type === 'DISCHARGE');
}
