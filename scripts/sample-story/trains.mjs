/** Trains of the corridor with their TAF identity, and the wagons under the boxes. Company codes 99xx are not given by the UIC. */
import { fnv } from './ids.mjs';
import { at, isoDate } from './times.mjs';

export const RAILWAYS = {
  LANDSEA: { id: 'landsea-rail', company: '9933', name: 'Land-Sea Rail Chongqing' },
  EURASIA: { id: 'eurasia-rail-express', company: '9927', name: 'Eurasia Rail Express' },
};

const stop = (place, arrival, departure) => ({
  place,
  arrival: arrival && at(arrival),
  departure: departure && at(departure),
});

function train(railway, core, ...stops) {
  const { departure } = stops[0];
  const { arrival } = stops[stops.length - 1];
  const start = isoDate(departure);
  const identity = { company: railway.company, core, variant: '00', year: '2026', start };
  return { railway, identity, id: `${railway.company}.${core}.00.2026.${start}`, stops, departure, arrival };
}

const south = (n, departure, huaihua, arrival) =>
  train(
    RAILWAYS.LANDSEA,
    `---CQQZ${n}`,
    stop('CNCQI', undefined, departure),
    stop('CNHUH', huaihua, huaihua),
    stop('CNQZH', arrival),
  );
const north = (n, departure, huaihua, arrival) =>
  train(
    RAILWAYS.LANDSEA,
    `---QZCQ${n}`,
    stop('CNQZH', undefined, departure),
    stop('CNHUH', huaihua, huaihua),
    stop('CNCQI', arrival),
  );

export const TRAINS = {
  K1: south('09071', '09-07 21:40', '09-08 07:15', '09-08 23:30'),
  K2: south('09211', '09-21 21:40', '09-22 07:15', '09-22 23:30'),
  // Planned to arrive on 10-06 at 23:30; held by a landslip beyond Huaihua and 14 hours late.
  K3: {
    ...south('10051', '10-05 21:40', '10-06 07:22', '10-07 13:34'),
    late: { planned: at('10-06 23:30'), minutes: 844, reason: 'landslip on the line beyond Huaihua' },
  },
  K4: south('10171', '10-17 21:40', '10-18 07:15', '10-18 23:30'),
  K5: south('10191', '10-19 21:40', '10-20 07:15', '10-20 23:30'),
  K6: south('11131', '11-13 21:40', '11-14 07:18', '11-14 23:34'),
  K7: north('10061', '10-06 20:10', '10-07 13:20', '10-08 01:45'),
  X1: train(
    RAILWAYS.EURASIA,
    '---CQDU0922',
    stop('CNCQI', undefined, '09-22 10:20'),
    stop('KZHOR', '09-27 06:40', '09-27 19:10'),
    stop('PLMAA', '10-05 14:30', '10-06 09:15'),
    stop('DEDUI', '10-07 22:05'),
  ),
  X2: train(
    RAILWAYS.EURASIA,
    '---CQDU1103',
    stop('CNCQI', undefined, '11-03 10:20'),
    stop('KZHOR', '11-08 07:05', '11-08 20:30'),
    stop('PLMAA', '11-16 15:10', '11-17 10:00'),
    stop('DEDUI', '11-18 23:20'),
  ),
};

/** A flat wagon with the UIC check digit (Luhn over eleven digits). */
export function wagonOf(box) {
  const stem = `3133455${String(fnv(box.number) % 10000).padStart(4, '0')}`;
  const sum = [...stem]
    .reverse()
    .reduce((total, digit, i) => total + (i % 2 === 0 ? doubled(Number(digit)) : Number(digit)), 0);
  return stem + ((10 - (sum % 10)) % 10);
}

const doubled = digit => (digit > 4 ? digit * 2 - 9 : digit * 2);
