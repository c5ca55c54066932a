import type { LegEntry } from '../../consignment/consignment-slice.ts';
import { countryOf } from '../../consignment/filter-rows.ts';
import type { PlaceClaim } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { best, instantOf, unLocode } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

export type Stop = RiskRecord<'Leg'>;

/** Where the goods were or will be put on and off, in order of travel. Free zones and usual stays are no feed's to tell. */
export function stopsOf(view: GraphView): readonly Stop[] {
  const stops = view.consignment.legs.flatMap(leg => [departure(leg, view), arrival(leg, view)]);
  return stops.reduce<readonly Stop[]>(joined, []);
}

/** A bill names the ports of the whole carriage: what happened tells the ends of each leg better. */
function departure(leg: LegEntry, view: GraphView): Stop {
  const [claim] = leg.departedAt;
  const place = (claim && view.eventOf(claim.fact)?.place) ?? best(leg.from);
  return { ...located(place), mode: leg.mode, depart: instantOf(claim?.value) };
}

function arrival(leg: LegEntry, view: GraphView): Stop {
  const [claim] = leg.arrivedAt;
  const place = (claim && view.eventOf(claim.fact)?.place) ?? best(leg.to);
  return { ...located(place), mode: leg.mode, arrive: instantOf(claim?.value) };
}

function located(place: PlaceClaim | undefined): Stop {
  return { loc: locationOf(place), country: place && countryOf(place) };
}

/** The UN/LOCODE, else the code of the railway or terminal. */
export function locationOf(place: PlaceClaim | null | undefined): string | undefined {
  return unLocode(place) ?? place?.codes[0]?.value;
}

function joined(stops: readonly Stop[], next: Stop): readonly Stop[] {
  const last = stops.at(-1);
  if (last?.loc === undefined || last.loc !== next.loc) return next.loc === undefined ? stops : [...stops, next];
  return [
    ...stops.slice(0, -1),
    { ...last, arrive: last.arrive ?? next.arrive, depart: next.depart ?? last.depart, mode: next.mode },
  ];
}
