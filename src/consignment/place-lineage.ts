import type { ConveyanceClaim, PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';

/**
 * What the tables of places say of a place as a message names it: the ids of the place that its codes mean on the day of the time (law 2.6) and
 * of all that it lies in, innermost first; none where they do not know it. The fold is given it as a value, as it is given its facts.
 */
export type PlaceLineage = (
  place: PlaceClaim,
  time: TimeValue | undefined,
  mode?: ConveyanceClaim['mode'],
) => readonly string[];

/** Without tables places are one by equal codes alone. */
export const NO_TABLES: PlaceLineage = () => [];

/** Whether two claims name one place, or one that lies in the other, by whichever codes. */
export function areOnePlace(
  a: PlaceClaim,
  b: PlaceClaim,
  time: TimeValue | undefined,
  lineageOf: PlaceLineage,
): boolean {
  if (shareCode(a, b)) return true;
  const [here, there] = [lineageOf(a, time), lineageOf(b, time)];
  const [inner, outer] = [here[0], there[0]];
  return inner !== undefined && outer !== undefined && (there.includes(inner) || here.includes(outer));
}

function shareCode(a: PlaceClaim, b: PlaceClaim): boolean {
  return a.codes.some(({ scheme, value }) => b.codes.some(each => each.scheme === scheme && each.value === value));
}
