import type { LinkRule } from '../link-rule.ts';
import { matchTrip } from '../match-trip.ts';

/** Match order 5 (law 2.3): the trip of the box whose window contains the time of the fact. */
export const byEquipmentAndTime: LinkRule = {
  name: 'EQUIPMENT_AND_TIME',
  match: (fact, context) => matchTrip(fact, context, 'CONTAINER', 'EQUIPMENT_AND_TIME'),
};
