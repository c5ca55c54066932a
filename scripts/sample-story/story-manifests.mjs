/** One manifest a voyage and port: pre-load (MT2101) for what leaves China, import (MT1101) for what arrives. */
import { manifest } from './cn-manifest.mjs';
import { byId, CONSIGNMENTS, masterBill } from './lane.mjs';
import { PARTIES } from './parties.mjs';
import { PLACES } from './places.mjs';
import { customsOf, seaFrom, seaTo } from './plan.mjs';
import { at, HOUR } from './times.mjs';
import { callAt, VOYAGES } from './voyages.mjs';

/** Registration of the manifest's sender with customs: district and eight digits. */
const SENDER = { CNTXG: '0202980001417', CNQDG: '4258980003327', CNQZH: '7212980002209' };

const line = (one, way) => ({
  ...one,
  from: seaFrom(one),
  to: seaTo(one),
  master: masterBill(one),
  consolidator: PARTIES.cqf.id,
  booking: one.lcl ? byId(one.lcl).booking : one.booking,
  // A declaration of Singapore means nothing to China customs.
  declaration: way === 'OUT' && one.from.startsWith('CN') ? one.exportNumber : undefined,
  transhipment: one.onward ? 'MYPKG' : undefined,
});

export function tellManifest(journal, number, place, way, options = {}) {
  const voyage = VOYAGES[number];
  const own = one => one.voyage === number && (way === 'OUT' ? seaFrom(one) : seaTo(one)) === place;
  const lines = (options.only ?? CONSIGNMENTS.filter(own)).map(one => line(one, way));
  const type = way === 'OUT' ? 'MT2101' : 'MT1101';
  const here = callAt(number, place);
  const sent = options.at ?? (way === 'OUT' ? here.departure - 26 * HOUR : here.arrival - 30 * HOUR);
  const destination = way === 'OUT' ? voyage.calls[voyage.calls.length - 1] : here;
  journal.tell({
    partner: customsOf(place),
    feed: 'customs',
    at: sent,
    arrives: options.arrives,
    hold: options.hold,
    slug: `${type.toLowerCase()}-${number.toLowerCase()}-${place.slice(2).toLowerCase()}${options.suffix ?? ''}`,
    body: manifest(
      {
        type,
        sender: SENDER[place],
        at: sent,
        office: `${place}/${PLACES[place].customs}`,
        voyage,
        departure: voyage.calls[0].place === place ? here.departure : voyage.calls[0].departure,
        arrival: destination.arrival,
        functionCode: options.functionCode,
      },
      lines,
    ),
  });
}

export function tellManifests(journal) {
  for (const one of groups(seaFrom, place => place.startsWith('CN')))
    tellManifest(journal, one.number, one.place, 'OUT', OUT_OPTIONS[one.number]);
  for (const one of groups(seaTo, place => place.startsWith('CN'))) tellManifest(journal, one.number, one.place, 'IN');
}

/** The manifest of 041S was held up at its sender and came when the ship had sailed: box events before any document. */
const OUT_OPTIONS = { '041S': { arrives: at('10-12 09:40') } };

function groups(placeOf, wanted) {
  const seen = new Map();
  for (const one of CONSIGNMENTS.filter(each => each.voyage && wanted(placeOf(each)))) {
    seen.set(`${one.voyage}|${placeOf(one)}`, { number: one.voyage, place: placeOf(one) });
  }
  return [...seen.values()];
}
