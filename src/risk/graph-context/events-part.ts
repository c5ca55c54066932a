import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { RiskRecord } from '../risk-context.ts';
import { hoursBetween, instantOf } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';
import { locationOf } from './stops.ts';
import { imoOf, journeysOf } from './voyage-part.ts';

type Event = RiskRecord<'Event'>;

/** What happened to the boxes. Speeds and routes need positions, and usual gaps need history: no joined feed has them. */
export function eventsPart(view: GraphView): readonly Event[] {
  const last = new Map<string, string>();
  return view.happened
    .filter(event => event.subject === 'EQUIPMENT')
    .map(event => {
      const at = instantOf(event.time);
      const equipment = event.equipment ?? '';
      const before = last.get(equipment);
      if (at !== undefined) last.set(equipment, at);
      return {
        type: event.type,
        equipment,
        loc: locationOf(event.place),
        vesselImo: vesselImo(event, view),
        at,
        gapHours: at === undefined || before !== undefined ? hoursBetween(before, at) : 0,
      };
    });
}

/** "" where no vessel is named, and for the onward vessel of a transhipment, which a through bill does not name; a vessel known by its call sign alone, and in no schedule, stays unknown. */
function vesselImo(event: EventEntry, view: GraphView): string | undefined {
  const { conveyance } = event;
  if (isOnward(event, view)) return '';
  if (conveyance?.mode !== 'SEA' || !(conveyance.imo ?? conveyance.callSign)) return '';
  if (conveyance.imo !== undefined) return conveyance.imo;
  const leg = view.consignment.legs.find(each => each.journeys.some(key => event.journeys.includes(key)));
  return leg && imoOf(leg, journeysOf(leg, view.journeys));
}

function isOnward(event: EventEntry, view: GraphView): boolean {
  return view.happened.some(
    each =>
      each.type === 'LOAD' &&
      each.movement === 'TRANSHIPMENT' &&
      each.equipment === event.equipment &&
      each.journeys.some(key => event.journeys.includes(key)),
  );
}
