import { factTimes } from '../fact-times.ts';
import type { LinkRule } from '../link-rule.ts';
import { matchTrips } from '../match-trip.ts';

/** Match order 4 (law 2.3): the trip of the box that quotes the same voyage of the same identified vessel. */
export const byEquipmentAndVoyage: LinkRule = {
  name: 'EQUIPMENT_AND_VOYAGE',
  match(fact, { trips }) {
    const voyages = fact.references.filter(each => each.scheme === 'VOYAGE').map(each => each.value);
    if (voyages.length === 0) return undefined;
    const [time] = factTimes(fact);
    const match = matchTrips(fact, 'CONTAINER', 'EQUIPMENT_AND_VOYAGE', ({ value }) =>
      trips.onVoyage(value, voyages, time),
    );
    return match?.confidence === 'AMBIGUOUS' ? undefined : match;
  },
};
