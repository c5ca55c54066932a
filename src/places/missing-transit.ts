import type { ConsignmentSlice, LegEntry } from '../consignment/consignment-slice.ts';
import type { CustomsSlice } from '../consignment/customs-slice.ts';
import { countryOf } from '../consignment/filter-rows.ts';
import type { Stated } from '../consignment/stated.ts';
import type { CustomsMove } from './port-group.ts';

/** What was said of a leg for which a transit declaration is asked. */
export interface MissingTransit extends Stated {
  readonly message: string;
  readonly remedy: string;
}

const GONE: ReadonlySet<string> = new Set(['INVALIDATED', 'REJECTED', 'SUPERSEDED']);

/**
 * The legs of goods on their way across a border that lead from one place of a country to another and not within one combined port: they ask
 * for a transit declaration, and none is known here. Of goods that cross no border nobody asks one.
 */
export function missingTransits(
  { legs, origin, destination }: Pick<ConsignmentSlice, 'legs' | 'origin' | 'destination'>,
  { declarations }: Pick<CustomsSlice, 'declarations'>,
  moveOf: (leg: LegEntry) => CustomsMove | undefined,
): MissingTransit[] {
  if (declarations.some(each => each.direction === 'TRANSIT' && !GONE.has(each.status))) return [];
  const [from, to] = [origin[0], destination[0]].map(claim => claim && countryOf(claim.value));
  const crosses = (from && to && from !== to) || legs.some(leg => moveOf(leg) === 'BORDER');
  return legs
    .filter(leg => crosses && moveOf(leg) === 'TRANSIT')
    .flatMap(leg => {
      const [said] = leg.from;
      if (!said) return [];
      const message = `Leg ${leg.sequence} moves the goods between two places of one country that are no combined port; no transit declaration is known.`;
      return [
        {
          origin: said.origin,
          fact: said.fact,
          message,
          remedy: 'Send the transit declaration, or add the port group to the places.',
        },
      ];
    });
}
