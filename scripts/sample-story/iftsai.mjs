/** IFTSAI D.99B: a schedule as the feeder service sends it, one message a port (9 this port, 94 before it, 152 after it). */
import { c, interchange, seg } from './edifact.mjs';
import { edi203 } from './times.mjs';
import { CARRIER } from './voyages.mjs';

const stop = (qualifier, call) => [
  seg('LOC', qualifier, c(call.place, '139', '6')),
  seg('DTM', c('132', edi203(call.arrival), '203')),
  seg('DTM', c('133', edi203(call.departure), '203')),
];

/** @param {{at: number, voyage: object, place: string, to: string, serial: number}} m */
export function iftsai(m) {
  const reference = `VIFTSAI${String(m.serial).padStart(7, '0')}`;
  const here = m.voyage.calls.findIndex(call => call.place === m.place);
  return interchange({ from: CARRIER.scac, to: m.to, at: m.at, reference: String(m.serial), una: false }, [
    {
      type: c('IFTSAI', 'D', '99B', 'UN'),
      segments: [
        seg('BGM', 'TS2', reference, '9'),
        seg(
          'TDT',
          '20',
          m.voyage.number,
          '1',
          '',
          c(CARRIER.scac, '172', '182'),
          '',
          '',
          c(m.voyage.vessel.callSign, '103', '', m.voyage.vessel.name),
        ),
        seg('RFF', c('SSX', `${m.voyage.service}${m.voyage.number}`)),
        seg('FTX', 'AAI', '', '', CARRIER.scac),
        ...stop('9', m.voyage.calls[here]),
        ...m.voyage.calls.slice(0, here).flatMap(call => stop('94', call)),
        ...m.voyage.calls.slice(here + 1).flatMap(call => stop('152', call)),
      ],
    },
  ]);
}
