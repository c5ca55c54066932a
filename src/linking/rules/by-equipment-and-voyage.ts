import type { LinkRule } from '../link-rule.ts';

/** Match order 4 (law 2.3): the trip of the box that quotes the same voyage of the same identified vessel. */
export const byEquipmentAndVoyage: LinkRule = {
  name: 'EQUIPMENT_AND_VOYAGE',
  match(fact, { trips }) {
    const voyages = fact.references.filter(each => each.scheme === 'VOYAGE').map(each => each.value);
    if (voyages.length === 0) return undefined;
    for (const { scheme, value } of fact.references) {
      if (scheme !== 'CONTAINER') continue;
      const [trip, ...others] = trips.onVoyage(value, voyages);
      if (trip && others.length === 0) {
        return {
          rule: 'EQUIPMENT_AND_VOYAGE',
          confidence: 'DERIVED',
          consignments: trip.consignments,
          on: `CONTAINER|${value}`,
        };
      }
    }
    return undefined;
  },
};
