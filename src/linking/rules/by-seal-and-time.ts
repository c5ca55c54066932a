import type { LinkRule } from '../link-rule.ts';
import { matchTrip } from '../match-trip.ts';

/** Match order 6 (law 2.3): the seal was on one box of one consignment at that time. */
export const bySealAndTime: LinkRule = {
  name: 'SEAL_AND_TIME',
  match: (fact, context) => matchTrip(fact, context, 'SEAL', 'SEAL_AND_TIME'),
};
