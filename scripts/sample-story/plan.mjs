/** When things happen to a consignment that goes to plan: everything hangs on its voyage or its train. */
import { between } from './ids.mjs';
import { DAY, HOUR, MINUTE } from './times.mjs';
import { TRAINS } from './trains.mjs';
import { callAt, VOYAGES } from './voyages.mjs';

const CUSTOMS = {
  CNTXG: 'cn-customs-tianjin',
  CNQDG: 'cn-customs-qingdao',
  CNCQI: 'cn-customs-chongqing',
  CNQZH: 'cn-customs-chongqing',
  SGSIN: 'sg-customs',
};
export const customsOf = place => CUSTOMS[place];

/** Steady spread, so that no two boxes move in the same minute. */
const spread = (one, what, low, high) => between(`${one.id}:${what}`, low, high) * MINUTE;

/** Sea ports of a consignment: where its voyage takes it on and where it lets it off. */
export const seaFrom = one => (one.mode === 'RAIL_SEA' ? one.via : one.from);
export const seaTo = one => (one.mode === 'SEA_RAIL' ? one.via : one.to);

export function plan(one) {
  const rail = one.train && TRAINS[one.train];
  if (one.mode === 'RAIL')
    return {
      lodged: rail.departure - 40 * HOUR + spread(one, 'lodged', 0, 300),
      released: rail.departure - 20 * HOUR + spread(one, 'released', 0, 240),
    };
  const load = callAt(one.voyage, seaFrom(one));
  const unload = callAt(one.onward ?? one.voyage, seaTo(one));
  const inland = one.mode === 'RAIL_SEA' ? rail.departure : load.departure;
  return {
    voyage: VOYAGES[one.voyage],
    booked: load.departure - 11 * DAY + spread(one, 'booked', 0, 1200),
    lodged: inland - 3.4 * DAY + spread(one, 'lodged', 0, 420),
    released: inland - 2.4 * DAY + spread(one, 'released', 0, 420),
    gateIn:
      (one.mode === 'RAIL_SEA' ? rail.arrival + 3 * HOUR : load.departure - 50 * HOUR) + spread(one, 'gateIn', 0, 600),
    loaded: load.departure - 9 * HOUR + spread(one, 'loaded', 0, 420),
    discharged: unload.arrival + 2 * HOUR + spread(one, 'discharged', 0, 480),
    imported: unload.arrival - 20 * HOUR + spread(one, 'imported', 0, 400),
    cleared: unload.arrival + 12 * HOUR + spread(one, 'cleared', 0, 500),
    gateOut: unload.arrival + 34 * HOUR + spread(one, 'gateOut', 0, 900),
    load,
    unload,
  };
}
