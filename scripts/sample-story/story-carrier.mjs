/** What Meridian Ocean Line publishes: schedules, bookings, departures and arrivals with the boxes on board. */
import { trackAndTrace22, trackAndTrace30 } from './dcsa.mjs';
import { iftsai } from './iftsai.mjs';
import { CONSIGNMENTS, masterBill } from './lane.mjs';
import { vesselSchedule } from './ovs.mjs';
import { plan, seaFrom, seaTo } from './plan.mjs';
import { boxesOf } from './story-port.mjs';
import { at, DAY, HOUR, MINUTE } from './times.mjs';
import { CARRIER, callAt, VOYAGES } from './voyages.mjs';

export function tellTracking(journal, version, slug, sent, events, options = {}) {
  journal.tell({
    partner: CARRIER.id,
    feed: 'port',
    at: sent,
    arrives: options.arrives,
    hold: options.hold,
    slug: `tnt-${slug}`,
    body: version === '2.2' ? trackAndTrace22(events) : trackAndTrace30(events),
  });
}

/** Voyages that sail in September speak Track & Trace 2.2, later ones 3.0: the carrier moved on 1 October. */
export const versionAt = time => (time < at('10-01 00:00') ? '2.2' : '3.0');

const equipment = (code, one, box, time, place, movement) => ({
  key: `${box.number}-${one.voyage}-${code}-${place}`,
  kind: 'EQUIPMENT',
  code,
  time,
  place,
  box,
  movement,
  booking: one.booking,
  bill: masterBill(one),
  voyage: VOYAGES[one.voyage],
});

const transport = (code, voyage, place, time, classifier = 'ACT') => ({
  key: `${voyage.number}-${place}-${code}${classifier === 'ACT' ? '' : `-${classifier}`}`,
  kind: 'TRANSPORT',
  code,
  classifier,
  time,
  place,
  voyage,
});

export function tellCarrier(journal) {
  tellSchedules(journal);
  for (const number of new Set(CONSIGNMENTS.map(one => one.voyage).filter(Boolean))) {
    const all = CONSIGNMENTS.filter(one => one.voyage === number);
    // The feeder's departures come by IFTSAI and from the terminals; the first was also told by Track & Trace, as a trial.
    const express = VOYAGES[number].service === 'TSX';
    if (express && number.endsWith('S')) tellBookings(journal, number, all);
    if (express || number === 'B18S') tellDeparture(journal, number, all);
    if (express && number.endsWith('S')) tellArrival(journal, number, all);
  }
}

function tellBookings(journal, number, all) {
  const masters = all.filter(one => !one.lcl || one.lcl === one.id);
  const sent = Math.max(...masters.map(one => plan(one).booked)) + HOUR;
  const events = masters.map(one => ({
    key: `BKG-${one.booking}-CONF`,
    kind: 'SHIPMENT',
    code: 'CONF',
    time: plan(one).booked,
    created: plan(one).booked + 20 * MINUTE,
    document: one.booking,
    documentType: 'BKG',
    booking: one.booking,
    bill: one.bill,
  }));
  tellTracking(journal, versionAt(sent), `bookings-${number.toLowerCase()}`, sent, events);
}

/** One message when the ship has left its last port of loading: what it took on where, when it left, when it will arrive. */
function tellDeparture(journal, number, all) {
  const voyage = VOYAGES[number];
  const places = [...new Set(all.map(seaFrom))];
  const departed = places.map(place => callAt(number, place).departure);
  const loads = boxesOf(all).map(({ one, box }) =>
    equipment('LOAD', one, box, plan(one).loaded, seaFrom(one), 'EXPORT'),
  );
  const next = voyage.calls[voyage.calls.length - 1];
  const events = [
    ...loads,
    ...places.map((place, i) => transport('DEPA', voyage, place, departed[i])),
    transport('ARRI', voyage, next.place, next.arrival - 90 * MINUTE, 'EST'),
  ];
  const sent = Math.max(...departed) + 70 * MINUTE;
  tellTracking(journal, versionAt(sent), `departure-${number.toLowerCase()}`, sent, events, {
    hold: number === '046S',
  });
}

/** Boxes whose discharge the carrier tells otherwise: transhipped, late, retracted. */
const OWN_DISCHARGE = new Set(['A09', 'A10', 'A16']);

function tellArrival(journal, number, all) {
  for (const place of new Set(all.map(seaTo))) {
    const { arrival } = callAt(number, place);
    const boxes = boxesOf(all.filter(one => seaTo(one) === place && !OWN_DISCHARGE.has(one.id)));
    const events = [
      transport('ARRI', VOYAGES[number], place, arrival),
      ...boxes.map(({ one, box }) => equipment('DISC', one, box, plan(one).discharged, place, 'IMPORT')),
    ];
    const sent = arrival + 13 * HOUR;
    tellTracking(
      journal,
      versionAt(sent),
      `arrival-${number.toLowerCase()}-${place.slice(2).toLowerCase()}`,
      sent,
      events,
      { hold: number === '045S' },
    );
  }
}

function tellSchedule(journal, slug, at, options) {
  journal.tell({
    partner: CARRIER.id,
    feed: 'shipping',
    at,
    slug: `ovs-${slug}`,
    hold: options.hold,
    body: vesselSchedule({ at, ...options }),
  });
}

const TURNS = ['036', '037', '038', '039', '041', '042', '045', '046'];
const FEEDERS = ['B18', 'B19', 'B20', 'B21', 'B23'];

function tellSchedules(journal) {
  for (const number of TURNS) {
    const voyages = [VOYAGES[`${number}S`], VOYAGES[`${number}N`]];
    tellSchedule(journal, `${number}-planned`, voyages[0].calls[0].departure - 12 * DAY, { voyages });
  }
  FEEDERS.forEach((number, i) => {
    const voyage = VOYAGES[`${number}S`];
    const sent = voyage.calls[0].departure - 8 * DAY;
    journal.tell({
      partner: CARRIER.id,
      feed: 'shipping',
      at: sent,
      slug: `iftsai-${number.toLowerCase()}s`,
      body: iftsai({ at: sent, voyage, place: 'CNQZH', to: 'CNQZHQZT', serial: 401 + i }),
    });
  });
  const weather = hours => ({
    SGSIN: { hours, reason: 'WEA', remark: 'Typhoon in the South China Sea, speed reduced' },
  });
  tellSchedule(journal, '038-expected', at('09-26 09:00'), {
    voyages: [VOYAGES['038S']],
    classifier: 'EST',
    delays: weather(3),
  });
  tellSchedule(journal, '042-expected', at('10-24 08:30'), {
    voyages: [VOYAGES['042S']],
    classifier: 'EST',
    delays: weather(9),
  });
  tellSchedule(journal, '045-expected', at('11-12 10:00'), { voyages: [VOYAGES['045S']], classifier: 'EST' });
  tellSchedule(journal, '045-late', at('11-14 16:00'), {
    voyages: [VOYAGES['045S']],
    classifier: 'EST',
    delays: weather(14),
    hold: true,
  });
}
