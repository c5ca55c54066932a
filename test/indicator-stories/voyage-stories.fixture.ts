import { GOODS } from './goods.fixture.ts';
import { schedule, vesselEvent } from './port-messages.fixture.ts';
import { type Story, tradeStory } from './story.fixture.ts';
import { type Message, messagesOf, VOYAGE } from './trade.fixture.ts';
import { response } from './wco-messages.fixture.ts';

const CARRIER = 'meridian-ocean-line';
const call = (port: string, arrival: string, departure: string) => ({
  port,
  arrival: `${arrival}+08:00`,
  departure: `${departure}+08:00`,
});
const planned = (imo: string, voyage: string, calls: Parameters<typeof schedule>[2]): Message => ({
  from: CARRIER,
  feed: 'shipping',
  text: schedule(imo, voyage, calls),
});
const happened = (what: 'ARRI' | 'DEPA', port: string, imo: string, voyage: string, at: string): Message => ({
  from: CARRIER,
  feed: 'port',
  text: vesselEvent(what, port, { port, terminal: '', imo, voyage }, `${at}+08:00`),
});
const SIN = call('SGSIN', '2026-11-02T08:00:00', '2026-11-03T20:00:00');
const TXG = call('CNTXG', '2026-11-11T06:00:00', '2026-11-12T20:00:00');
const early = {
  exported: { at: '20261020100000+08' },
  loaded: { at: '202610221000' },
  manifested: { sentAt: '20261029080000' },
  discharged: { at: '202611010900' },
};

/** The voyage that every other trade goes by: as planned, and gone again. */
export const COMMON_VOYAGE: readonly Message[] = [
  planned(VOYAGE.imo, VOYAGE.voyage, [SIN, TXG]),
  happened('DEPA', 'SGSIN', VOYAGE.imo, VOYAGE.voyage, '2026-11-03T20:00:00'),
  happened('ARRI', 'CNTXG', VOYAGE.imo, VOYAGE.voyage, '2026-11-11T06:00:00'),
  happened('DEPA', 'CNTXG', VOYAGE.imo, VOYAGE.voyage, '2026-11-12T20:00:00'),
];

/** Voyages, routes and how long goods stand. */
export const VOYAGE_STORIES: readonly Story[] = [
  {
    name: 'a watched vessel, seen in a port that its schedule leaves out, and in one under embargo',
    messages: [
      planned('9100009', '801N', [
        SIN,
        call('KPNAM', '2026-11-06T08:00:00', '2026-11-06T20:00:00'),
        call('KRPUS', '2026-11-08T08:00:00', '2026-11-08T20:00:00'),
        TXG,
      ]),
      happened('DEPA', 'SGSIN', '9100009', '801N', '2026-11-03T20:00:00'),
      happened('ARRI', 'VNSGN', '9100009', '801N', '2026-11-05T06:00:00'),
      happened('ARRI', 'CNTXG', '9100009', '801N', '2026-11-11T06:00:00'),
      ...messagesOf(301, { leg: { imo: '9100009', voyage: '801N' } }),
    ],
    fires: ['vessel-on-watch-list', 'undeclared-port-call', 'embargoed-port-call'],
  },
  {
    name: 'eighteen days for a passage of a week',
    messages: [
      planned('2000248', '802N', [
        call('SGSIN', '2026-10-24T08:00:00', '2026-10-25T20:00:00'),
        call('CNTXG', '2026-11-01T06:00:00', '2026-11-02T06:00:00'),
      ]),
      happened('DEPA', 'SGSIN', '2000248', '802N', '2026-10-25T20:00:00'),
      happened('ARRI', 'CNTXG', '2000248', '802N', '2026-11-12T06:00:00'),
      ...messagesOf(302, {
        leg: { imo: '2000248', voyage: '802N' },
        loaded: { at: '202610251000' },
        discharged: { at: '202611121000' },
      }),
    ],
    fires: ['transit-time-outlier'],
  },
  {
    name: 'there before it left',
    messages: [
      planned('2000377', '803N', [SIN, TXG]),
      happened('DEPA', 'SGSIN', '2000377', '803N', '2026-11-03T20:00:00'),
      happened('ARRI', 'CNTXG', '2000377', '803N', '2026-11-02T06:00:00'),
      ...messagesOf(303, { leg: { imo: '2000377', voyage: '803N' }, discharged: null }),
    ],
    fires: ['arrival-before-departure'],
  },
  tradeStory(304, 'landed by another vessel than the bill names', { discharged: { imo: '2000377', voyage: '777N' } }, [
    'discharged-from-other-vessel',
  ]),
  tradeStory(305, 'landed in a port that no bill names', { manifested: { pod: 'CNQDG/4218' } }, [
    'discharge-port-changed-at-sea',
  ]),
  tradeStory(306, 'loaded in a port of high risk', { manifested: { pol: 'ECGYE' } }, ['high-risk-port-on-route']),
  tradeStory(
    307,
    'nobody declares it for a fortnight and more, and nobody knows the voyage',
    { ...early, leg: { imo: '2000119', voyage: '807N' }, imported: null },
    ['undeclared-14-days', 'voyage-unknown'],
  ),
  tradeStory(
    308,
    'a simplified declaration that nobody completes',
    { ...early, leg: { imo: '2000119', voyage: '808N' }, imported: { type: 'IMC', at: '20261102100000+08' } },
    ['two-step-full-overdue'],
  ),
  tradeStory(
    309,
    'released, and left in the yard',
    {
      ...early,
      leg: { imo: '2000119', voyage: '809N' },
      imported: { at: '20261102100000+08' },
      more: ({ number }) => [
        { from: 'cn-customs-tianjin', feed: 'customs', text: response('CN', number, '09', '20261103100000+08') },
      ],
    },
    ['released-not-collected'],
  ),
  tradeStory(312, 'polyethylene to a country that exports it', { imported: { dispatch: 'JM' } }, [
    'counter-flow-commodity',
  ]),
  tradeStory(
    313,
    'foil that pays anti-dumping duty of another country',
    { goods: [{ ...GOODS, hs: '760711', text: 'Aluminium foil' }] },
    ['anti-dumping-country-on-route'],
  ),
  tradeStory(314, 'plastic scrap without consent', { goods: [{ ...GOODS, hs: '391590', text: 'Plastic scrap' }] }, [
    'waste-without-consent',
  ]),
  tradeStory(315, 'scrap under the code of a product', { goods: [{ ...GOODS, text: 'Polyethylene regrind, scrap' }] }, [
    'waste-words-on-product-code',
  ]),
  tradeStory(
    316,
    'eggs from where an alert stands',
    { goods: [{ ...GOODS, hs: '040711', text: 'Hatching eggs', origin: 'XX' }] },
    ['pest-alert-origin'],
  ),
  tradeStory(
    317,
    'processors to where they are diverted from',
    {
      goods: [{ ...GOODS, hs: '854231', text: 'Processors' }],
      imported: { type: 'EXA', dispatch: 'CN', destination: 'AE' },
      manifested: null,
      discharged: null,
    },
    ['dual-use-to-diversion-point'],
  ),
  tradeStory(
    318,
    'a bill that the local office looks for',
    { manifested: { bill: 'COSU9999999999' }, imported: { bill: 'COSU9999999999' } },
    ['local-bl-list'],
  ),
];
