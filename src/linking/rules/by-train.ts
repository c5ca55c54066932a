import type { LinkRule } from '../link-rule.ts';
import { tripKey } from '../match-trip.ts';

/** A train event is about every consignment whose booking or note names the train (TAF TSI: company, core, variant, year, start date). One that names a box is about that box. */
export const byTrain: LinkRule = {
  name: 'TRAIN',
  match(fact, { trips }) {
    if (fact.references.some(each => each.scheme === 'CONTAINER' || each.scheme === 'SEAL')) return undefined;
    for (const { scheme, value } of fact.references) {
      if (scheme !== 'TRAIN') continue;
      const consignments = [...new Set(trips.of(tripKey('TRAIN', value)).flatMap(trip => trip.consignments))].sort();
      if (consignments.length > 0) return { rule: 'TRAIN', confidence: 'DERIVED', consignments, on: `TRAIN|${value}` };
    }
    return undefined;
  },
};
