import { booking, boxEvent } from './carrier-messages.fixture.ts';
import { GOODS } from './goods.fixture.ts';
import { inspectionRecords } from './paper-messages.fixture.ts';
import { codeco } from './port-messages.fixture.ts';
import { type Story, tradeStory } from './story.fixture.ts';
import { boxNumber, messagesOf, tradeOf, VOYAGE } from './trade.fixture.ts';

const SIN = { port: 'SGSIN', terminal: 'JST', ...VOYAGE };
const box = (n: number, seals: readonly string[], type = '45G1', owner = 'TCLU') => ({
  number: boxNumber(n, owner),
  type,
  seals,
});

/** Boxes in the yard, what was known of them before, and how they were booked. */
export const YARD_STORIES: readonly Story[] = [
  tradeStory(
    212,
    'dry goods in a reefer that stands among dry boxes, outside supervision, at the fence',
    { boxes: [box(212, ['MR600212'], '45R1')], stacked: { position: 'P071203.1' } },
    ['reefer-with-dry-goods', 'reefer-off-reefer-zone', 'stored-outside-supervision', 'mixed-import-export-block'],
    [
      {
        register: 'YARD_PLAN',
        subject: 'CNTXG/P',
        body: { dangerousGoods: false, reefer: false, supervised: false, mixed: true, perimeter: true },
      },
    ],
  ),
  tradeStory(213, 'mineral oil in a dry box', { goods: [{ ...GOODS, hs: '271019', text: 'Lubricating oil' }] }, [
    'box-type-unfit-for-goods',
  ]),
  tradeStory(214, 'an hour and a half to the stack', { stacked: { at: '202611111035' } }, [
    'overtime-discharge-to-stack',
  ]),
  tradeStory(215, 'landed, and nobody knows where it stands', {}, ['yard-position-unknown']),
  {
    name: 'two houses in one box',
    messages: [
      ...messagesOf(216, {
        boxes: [box(216, ['MR600216'])],
        manifested: { house: 'HOUSE216A' },
        imported: { bill: 'HOUSE216A' },
      }),
      ...messagesOf(217, {
        boxes: [box(216, ['MR600216'])],
        manifested: { house: 'HOUSE216B', bill: tradeOf(216).bill },
        imported: { bill: 'HOUSE216B' },
        loaded: null,
        discharged: null,
      }),
    ],
    fires: ['container-live-elsewhere'],
  },
  {
    name: 'the box and the exporter of dangerous goods in which something was found before',
    messages: [
      ...messagesOf(218, {
        goods: [{ ...GOODS, hs: '320890', text: 'Paint', un: '1263' }],
        exporter: { id: 'SGDG218', name: 'Tuas Coatings Pte Ltd', country: 'SG' },
        more: ({ number }) => [
          {
            from: 'cn-customs-tianjin',
            feed: 'customs',
            text: inspectionRecords([
              {
                number: 'TXG-218',
                result: 'NON_CONFORMING',
                at: '2026-11-13T10:00:00+08:00',
                declaration: number,
                containers: [boxNumber(218)],
              },
            ]),
          },
        ],
      }),
      ...messagesOf(219, {
        boxes: [box(218, ['MR600219'])],
        goods: [{ ...GOODS, hs: '320890', text: 'Paint', un: '1263' }],
        exporter: { id: 'SGDG218', name: 'Tuas Coatings Pte Ltd', country: 'SG' },
        leg: { voyage: '779N', imo: '2000119' },
        loaded: { at: '202606031000' },
        manifested: { sentAt: '20260610080000' },
        discharged: { at: '202606110900' },
        imported: { at: '20260612100000+08' },
      }),
    ],
    fires: ['box-with-seizure-history', 'dg-offender-shipper'],
  },
  tradeStory(
    220,
    'gated in after the cut-off; the plan was to tranship, and it was not',
    {
      more: ({ bill, boxes }) => [
        {
          from: 'meridian-ocean-line',
          feed: 'shipping',
          text: booking({
            number: 'MRD9900220',
            bill,
            text: 'Polyethylene',
            hs: '390120',
            cutOff: '2026-11-01T18:00:00+08:00',
            at: '2026-10-20T08:00:00Z',
          }),
        },
        {
          from: 'jurong-straits-terminal',
          feed: 'port',
          text: codeco(
            'IN',
            SIN,
            [{ box: boxes[0]?.number ?? '', type: '45G1', at: '202611021000', bill, booking: 'MRD9900220' }],
            true,
          ),
        },
        {
          from: 'meridian-ocean-line',
          feed: 'port',
          text: boxEvent({
            id: 'planned-220',
            code: 'DISC',
            classifier: 'PLN',
            at: '2026-11-06T15:00:00+08:00',
            port: 'MYPKG',
            box: boxes[0]?.number ?? '',
            bill,
            movement: 'TRANSSHIPMENT',
            ...VOYAGE,
          }),
        },
      ],
    },
    ['late-gate-in-accepted', 'tranship-port-skipped'],
  ),
  {
    name: 'boxes that all have the same verified mass',
    messages: [221, 222, 223, 224, 225, 226].flatMap(n =>
      messagesOf(n, {
        exporter: { id: 'SGVGM', name: 'Copy Paste Pte Ltd', country: 'SG' },
        loaded: { vgm: 24_100 },
        manifested: null,
        discharged: null,
      }),
    ),
    fires: ['vgm-copy-paste'],
  },
];
