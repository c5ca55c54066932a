/** Troubles that the carrier reports: a rolled booking, a transhipment, retracted events, a cold chain, an expected arrival that moves. */
import { byId, masterBill } from './lane.mjs';
import { plan } from './plan.mjs';
import { tellTracking } from './story-carrier.mjs';
import { boxesOf, stackLine, tellGate } from './story-port.mjs';
import { at, DAY, HOUR, MINUTE } from './times.mjs';
import { VOYAGES } from './voyages.mjs';

export function tellCarrierTroubles(journal) {
  rolled(journal);
  transhipped(journal);
  retracted(journal);
  coldChain(journal);
  later(journal);
}

const equipment = (one, code, time, place, extra = {}) => ({
  key: `${one.boxes[0].number}-${one.voyage}-${code}-${place}`,
  kind: 'EQUIPMENT',
  code,
  time,
  place,
  box: one.boxes[0],
  booking: one.booking,
  bill: masterBill(one),
  voyage: VOYAGES[one.voyage],
  ...extra,
});

/** A12 was planned on 038S and left behind; the plan of the same event moves to 039S with a later update. */
function rolled(journal) {
  const one = byId('A12');
  const key = `${one.boxes[0].number}-PLAN-LOAD`;
  const planned = (number, time, updated) => ({
    ...equipment(one, 'LOAD', time, 'CNTXG'),
    key,
    classifier: 'PLN',
    voyage: VOYAGES[number],
    updated,
  });
  tellTracking(journal, '3.0', 'plan-a12-038s', at('09-17 09:00'), [
    planned('038S', at('09-20 14:00'), at('09-17 09:00')),
  ]);
  const change = {
    key: `BKG-${one.booking}-UPCF`,
    kind: 'SHIPMENT',
    code: 'UPCF',
    time: at('09-20 19:30'),
    booking: one.booking,
    bill: one.bill,
  };
  tellTracking(journal, '3.0', 'plan-a12-rolled-to-039s', at('09-20 19:40'), [
    change,
    planned('039S', at('09-27 14:00'), at('09-20 19:40')),
  ]);
}

/** A09 off 037S at Port Klang, on to 310E, off at Singapore. */
function transhipped(journal) {
  const one = byId('A09');
  const second = { voyage: VOYAGES['310E'] };
  tellTracking(journal, '2.2', 'transhipment-a09', at('09-24 08:10'), [
    equipment(one, 'DISC', at('09-22 17:33'), 'MYPKG'),
    equipment(one, 'LOAD', at('09-23 16:20'), 'MYPKG', second),
    {
      key: '310E-MYPKG-DEPA',
      kind: 'TRANSPORT',
      code: 'DEPA',
      time: at('09-23 22:14'),
      place: 'MYPKG',
      booking: one.booking,
      bill: one.bill,
      ...second,
    },
  ]);
  tellTracking(journal, '2.2', 'arrival-310e', at('09-24 21:00'), [
    {
      key: '310E-SGSIN-ARRI',
      kind: 'TRANSPORT',
      code: 'ARRI',
      time: at('09-24 16:05'),
      place: 'SGSIN',
      booking: one.booking,
      bill: one.bill,
      ...second,
    },
    equipment(one, 'DISC', at('09-24 19:05'), 'SGSIN', second),
  ]);
}

/** A16: a discharge reported by mistake a day early, retracted, then reported rightly. A15: the retraction overtakes its event. */
function retracted(journal) {
  const a16 = byId('A16');
  const wrong = equipment(a16, 'DISC', at('10-06 15:10'), 'SGSIN', {
    key: `${a16.boxes[0].number}-DISC-88120`,
    movement: 'IMPORT',
  });
  tellTracking(journal, '3.0', 'discharge-a16', at('10-06 15:40'), [wrong]);
  tellTracking(journal, '3.0', 'retraction-a16', at('10-06 18:05'), [
    { ...wrong, retracted: true, updated: at('10-06 18:05') },
  ]);
  tellTracking(journal, '3.0', 'discharge-a16-anew', plan(a16).discharged + HOUR, [
    equipment(a16, 'DISC', plan(a16).discharged, 'SGSIN', { movement: 'IMPORT' }),
  ]);
  const a15 = byId('A15');
  const early = equipment(a15, 'GTOT', at('10-08 06:30'), 'SGSIN', {
    key: `${a15.boxes[0].number}-GTOT-88307`,
    movement: 'IMPORT',
  });
  tellTracking(journal, '3.0', 'retraction-a15', at('10-08 08:20'), [
    { ...early, retracted: true, updated: at('10-08 08:15') },
  ]);
  tellTracking(journal, '3.0', 'gate-out-a15', at('10-08 06:50'), [early], { arrives: at('10-08 09:45') });
}

/** A22: the reefer reports its temperature each day; on the fourth it was 9 degrees too warm for a while. */
function coldChain(journal) {
  const one = byId('A22');
  const reading = (day, temperature, ambient) => {
    const time = plan(one).loaded + day * DAY;
    const event = {
      key: `${one.boxes[0].number}-MEAS-${day}`,
      kind: 'REEFER',
      code: 'MEAS',
      time,
      box: one.boxes[0],
      booking: one.booking,
      bill: one.bill,
      setpoint: -18,
      temperature,
      ambient,
    };
    tellTracking(journal, '3.0', `reefer-a22-day-${day}`, time + 10 * MINUTE, [event]);
  };
  reading(2, -18.1, 19.5);
  reading(4, -9.2, 27.8);
  reading(5, -17.6, 28.4);
}

/** What the carrier will say next: 045S later than planned, a dangerous box moved to its block. */
function later(journal) {
  const voyage = VOYAGES['045S'];
  const arrival = {
    key: '045S-SGSIN-ARRI-EST',
    kind: 'TRANSPORT',
    code: 'ARRI',
    classifier: 'EST',
    place: 'SGSIN',
    voyage,
  };
  const delay = { delayReasonCode: 'WEA', changeRemark: 'Typhoon in the South China Sea, speed reduced' };
  tellTracking(
    journal,
    '3.0',
    'eta-045s',
    at('11-14 15:20'),
    [{ ...arrival, time: at('11-19 03:30'), updated: at('11-14 15:20'), delay }],
    { hold: true },
  );
  const a11 = byId('A11');
  const [{ box }] = boxesOf([a11]);
  tellGate(journal, 'STACK', 'SGSIN', [stackLine(a11, box, at('10-01 22:40'), 'D020301.1')], { slug: 'a11-moved' });
}
