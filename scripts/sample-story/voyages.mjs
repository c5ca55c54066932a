/** Meridian Ocean Line's ships and voyages. The ships are invented: IMO numbers from 2000000 are given to nobody. */
import { imo } from './ids.mjs';
import { at, DAY, HOUR } from './times.mjs';

export const CARRIER = { scac: 'MRDL', smdg: 'MRD', name: 'Meridian Ocean Line', id: 'meridian-ocean-line' };

export const VESSELS = {
  DAWN: { name: 'MERIDIAN DAWN', imo: imo(11), callSign: '9V0MD1', flag: 'SG' },
  CREST: { name: 'MERIDIAN CREST', imo: imo(24), callSign: '9V0MC2', flag: 'SG' },
  HAVEN: { name: 'MERIDIAN HAVEN', imo: imo(37), callSign: '9V0MH3', flag: 'SG' },
  BEIBU: { name: 'BEIBU STAR', imo: imo(58), callSign: 'BZBS4', flag: 'CN' },
  STRAITS: { name: 'STRAITS LINK', imo: imo(73), callSign: '9M0SL5', flag: 'MY' },
};

const call = (place, arrival, departure) => ({ place, arrival, departure });

/**
 * One turn of 21 days: Tianjin, Qingdao, Port Klang, Singapore (nine to ten days), and straight back (eight). The call at
 * Singapore ends the southbound voyage and begins the northbound one: two voyage numbers for one stay.
 */
function turn(vessel, number, departure) {
  const t = at(departure);
  const singapore = call('SGSIN', t + 9.7 * DAY, t + 10.9 * DAY);
  const south = [
    call('CNTXG', t - 2 * DAY, t),
    call('CNQDG', t + 30 * HOUR, t + 48 * HOUR),
    call('MYPKG', t + 8.6 * DAY, t + 9 * DAY),
    singapore,
  ];
  return [
    voyage(`${number}S`, vessel, 'TSX', south, { exportAtEnd: `${number}N` }),
    voyage(`${number}N`, vessel, 'TSX', [singapore, call('CNTXG', t + 19 * DAY, t + 21 * DAY)], {
      importAtStart: `${number}S`,
    }),
  ];
}

/** The feeder between the Gulf of Tonkin and Singapore: a little over four days. */
function feeder(number, departure) {
  const t = at(departure);
  const singapore = call('SGSIN', t + 4.4 * DAY, t + 5 * DAY);
  return [
    voyage(`${number}S`, 'BEIBU', 'BGX', [call('CNQZH', t - 16 * HOUR, t), singapore], { exportAtEnd: `${number}N` }),
    voyage(`${number}N`, 'BEIBU', 'BGX', [singapore, call('CNQZH', t + 9.6 * DAY, t + 10.2 * DAY)], {
      importAtStart: `${number}S`,
    }),
  ];
}

const voyage = (number, vessel, service, calls, stay = {}) => ({
  number,
  vessel: VESSELS[vessel],
  service,
  calls,
  ...stay,
});

export const VOYAGES = Object.fromEntries(
  [
    ...turn('DAWN', '036', '09-06 22:00'),
    ...turn('CREST', '037', '09-13 22:00'),
    ...turn('HAVEN', '038', '09-20 22:00'),
    ...turn('DAWN', '039', '09-27 22:00'),
    ...turn('CREST', '040', '10-04 22:00'),
    ...turn('HAVEN', '041', '10-11 22:00'),
    ...turn('DAWN', '042', '10-18 22:00'),
    ...turn('CREST', '043', '10-25 22:00'),
    ...turn('DAWN', '045', '11-08 22:00'),
    ...turn('CREST', '046', '11-15 22:00'),
    ...feeder('B18', '09-10 19:00'),
    ...feeder('B19', '09-24 19:00'),
    ...feeder('B20', '10-08 20:30'),
    ...feeder('B21', '10-22 19:00'),
    ...feeder('B22', '11-05 19:00'),
    ...feeder('B23', '11-16 19:00'),
    voyage('310E', 'STRAITS', 'KSX', [
      call('MYPKG', at('09-23 06:00'), at('09-23 22:00')),
      call('SGSIN', at('09-24 16:00'), at('09-25 04:00')),
    ]),
  ].map(v => [v.number, v]),
);

export const callAt = (number, place) => VOYAGES[number].calls.find(stop => stop.place === place);
