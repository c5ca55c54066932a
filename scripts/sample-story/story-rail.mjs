/** Rail: booking, confirmation, consignment note, train. */
import { CONSIGNMENTS, onTrain } from './lane.mjs';
import { plan } from './plan.mjs';
import { consignmentNote, railwayBill } from './smgs.mjs';
import { consignmentOrder, trainRunning } from './taf.mjs';
import { DAY, HOUR, MINUTE } from './times.mjs';
import { TRAINS } from './trains.mjs';
import { executionPlan } from './ubl.mjs';

export const FORWARDER = { id: 'chongqing-freight', company: '9941' };

/** The inland leg: from Chongqing to the port, or back, or all the way to Europe. */
function legOf(one) {
  if (one.mode === 'RAIL_SEA') return { from: 'CNCQI', to: 'CNQZH' };
  if (one.mode === 'SEA_RAIL') return { from: 'CNQZH', to: 'CNCQI' };
  return { from: one.from, to: one.to };
}

const closing = one => (one.mode === 'RAIL_SEA' ? plan(one).load.departure - 18 * HOUR : undefined);

function tellOrder(journal, one, train, { number, status, version, at, word }) {
  journal.tell({
    partner: FORWARDER.id,
    feed: 'rail',
    at,
    slug: `order-${word}-${one.id.toLowerCase()}`,
    body: consignmentOrder({
      one,
      train,
      number,
      status,
      version,
      at,
      sender: FORWARDER.company,
      ...legOf(one),
      closing: closing(one),
    }),
  });
}

function tellPlan(journal, one, train, { number, version, status, at, note, hold }) {
  journal.tell({
    partner: train.railway.id,
    feed: 'rail',
    at,
    hold,
    slug: `plan-${status.toLowerCase()}-${one.id.toLowerCase()}`,
    body: executionPlan({ one, train, number, version, status, at, note, ...legOf(one) }),
  });
}

export function tellRail(journal) {
  for (const one of CONSIGNMENTS.filter(each => each.train)) tellBooking(journal, one);
  for (const key of Object.keys(TRAINS)) tellTrain(journal, key);
}

function tellBooking(journal, one) {
  const train = TRAINS[one.train];
  const asked = train.departure - 8 * DAY + one.serial * MINUTE;
  const number = one.railBooking;
  if (one.cancelledTrain) tellCancelled(journal, one);
  tellOrder(journal, one, train, { number, status: '1', version: 0, at: asked, word: 'request' });
  if (one.bookingChanged)
    tellOrder(journal, one, train, { number, status: '2', version: 1, at: asked + 2 * DAY, word: 'change' });
  tellPlan(journal, one, train, {
    number,
    version: one.bookingChanged ? 2 : 1,
    status: 'Confirmed',
    at: asked + (one.bookingChanged ? 2 * DAY : 0) + 5 * HOUR,
  });
  tellNote(journal, one, train, number);
}

/** Booked on a train that was cancelled for want of wagons; the shipper asked again two days later. */
function tellCancelled(journal, one) {
  const train = TRAINS[one.cancelledTrain];
  const asked = train.departure - 9 * DAY;
  const number = one.cancelledBooking;
  tellOrder(journal, one, train, { number, status: '1', version: 0, at: asked, word: 'request-first' });
  tellPlan(journal, one, train, { number, version: 1, status: 'Confirmed', at: asked + 6 * HOUR });
  tellOrder(journal, one, train, { number, status: '3', version: 1, at: asked + 18 * HOUR, word: 'cancel' });
  tellPlan(journal, one, train, { number, version: 2, status: 'Cancelled', at: asked + 20 * HOUR });
}

/** The note when it is concluded (box 26), and again, completed, when the goods have arrived inland (box 27). */
function tellNote(journal, one, train, booking) {
  const at = train.departure - 3 * HOUR + one.serial * MINUTE;
  const { from, to } = legOf(one);
  const note = {
    one,
    train,
    number: one.railNote,
    booking,
    at,
    from,
    to,
    borders: ['KZHOR', 'PLMAA'].filter(place => place !== to),
  };
  const write = one.mode === 'RAIL' ? railwayBill : consignmentNote;
  const tell = (time, word, body) =>
    journal.tell({
      partner: train.railway.id,
      feed: 'rail',
      at: time,
      hold: one.id === 'E03',
      slug: `smgs-${one.id.toLowerCase()}${word}`,
      body,
    });
  tell(at, '', write(note));
  if (one.mode === 'RAIL_SEA') return;
  const arrived = train.stops.find(stop => stop.place === to).arrival + 2 * HOUR;
  tell(arrived + 40 * MINUTE, '-arrived', write({ ...note, arrived }));
}

/** TAF status: 02 departure at origin, 01 arrival at destination, 03 and 04 in between, 05 pass-through. */
function tellTrain(journal, key) {
  const train = TRAINS[key];
  if (onTrain(key).length === 0) return;
  train.stops.forEach((stop, i) => {
    const first = i === 0;
    const last = i === train.stops.length - 1;
    if (!first && !last && train.stops.length === 3 && !PASSES.has(key)) return;
    const status = first ? '02' : last ? '01' : stop.arrival === stop.departure ? '05' : '03';
    const time = first ? stop.departure : stop.arrival;
    const late = last && train.late ? train.late.minutes : 0;
    const at = time + 4 * MINUTE;
    journal.tell({
      partner: train.railway.id,
      feed: 'rail',
      at,
      hold: key === 'K6' || key === 'X2',
      slug: `train-${key.toLowerCase()}-${WORDS[status]}-${stop.place.slice(2).toLowerCase()}`,
      body: trainRunning({
        train,
        place: stop.place,
        time,
        status,
        late,
        at,
        local: train.railway.id === 'landsea-rail' && key === 'K5',
      }),
    });
  });
}

const PASSES = new Set(['K1', 'K3', 'K6']);
const WORDS = { '01': 'arrival', '02': 'departure', '03': 'stop', '05': 'pass' };
