import { GOODS, type Goods, type Trader } from './goods.fixture.ts';
import { inspectionRecords } from './paper-messages.fixture.ts';
import { railNote } from './rail-messages.fixture.ts';
import type { Story } from './story.fixture.ts';
import { BROKER, EXPORTER, type Message, NOW } from './trade.fixture.ts';
import { type DeclarationText, declaration, response } from './wco-messages.fixture.ts';

const CUSTOMS = { from: 'cn-customs-tianjin', feed: 'customs' } as const;
let number = 5_000;

/** So many days before now, at ten in the morning in China. */
function dayBefore(days: number, hour = '10'): string {
  const day = new Date(NOW.getTime() - days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}${hour}0000+08`;
}

type Declared = Partial<DeclarationText> & { readonly importer: Trader; readonly goods: readonly Goods[] };

/** An import declaration by itself, with whatever customs says of it: an office's past is made of these. */
function declared(change: Declared, ...answers: readonly ((number: string) => string | Message)[]): Message[] {
  const of = `0202202611${String(++number).padStart(8, '0')}`;
  const base = {
    country: 'CN',
    type: 'IMA',
    at: dayBefore(20),
    number: of,
    ucr: `6SGHIST-T${number}`,
    voyage: '',
    boxes: [],
  } as const;
  const text = declaration({ ...base, exporter: EXPORTER, broker: BROKER, ...change });
  const said = answers.map(answer => answer(of));
  return [{ ...CUSTOMS, text }, ...said.map(each => (typeof each === 'string' ? { ...CUSTOMS, text: each } : each))];
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const trader = (id: string, name: string): Trader => ({ id, name, country: 'CN' });
const [STEADY, SLEEPER, CANCELLER, BUYER] = [
  trader('9112STEADY', 'Steady Imports Co Ltd'),
  trader('9112SLEEP', 'Awakened Trading Co Ltd'),
  trader('9112CANCEL', 'Second Thoughts Imports Co Ltd'),
  trader('9112PRICE', 'Fair Price Garments Co Ltd'),
];
const SHARED = 'Xingang 2 Road 118, Binhai, Tianjin';
const CARELESS: Trader = { id: '9112BROKER', name: 'Careless Customs Brokers Co Ltd', country: 'CN' };

const shirts = (change: Partial<Goods> = {}): Goods => ({
  ...GOODS,
  hs: '610910',
  text: 'Cotton T-shirts',
  origin: 'BD',
  gross: 110,
  net: 100,
  value: 1_000,
  packages: 10,
  pieces: 500,
  ...change,
});
const yarn = (change: Partial<Goods> = {}): Goods => ({
  ...GOODS,
  hs: '520512',
  text: 'Cotton yarn',
  origin: 'IN',
  gross: 110,
  net: 100,
  value: 300,
  packages: 10,
  ...change,
});
const boxes = times(100, i => `TCLU9${String(i).padStart(5, '0')}`);

/** What past traffic makes suspicious: each story brings its own past. */
export const HISTORY_STORIES: readonly Story[] = [
  {
    name: 'prices of garments, masses of boxes, and where they come from',
    messages: [
      ...declared({ importer: BUYER, at: dayBefore(40), goods: times(60, i => shirts({ value: 900 + 5 * i })) }),
      ...declared({
        importer: trader('9112OTHER', 'Other Garments Co Ltd'),
        at: dayBefore(40),
        goods: times(220, () => shirts({ origin: 'VN' })),
      }),
      ...declared({
        importer: trader('9112YARN', 'Yarn Imports Co Ltd'),
        at: dayBefore(30),
        goods: times(60, () => yarn()),
      }),
      ...declared({ importer: BUYER, at: dayBefore(3), goods: [shirts({ value: 200 })] }), // undervalued
      ...declared({
        importer: trader('9112DEAR', 'Dear Garments Co Ltd'),
        at: dayBefore(3),
        goods: [shirts({ value: 9_000 })],
      }),
      ...declared({
        importer: trader('9112SHIFT', 'Shifting Imports Co Ltd'),
        at: dayBefore(3),
        goods: [shirts({ value: 300 }), yarn({ value: 2_000 })],
      }),
      ...declared({
        importer: trader('9112LIGHT', 'Light Garments Co Ltd'),
        at: dayBefore(3),
        goods: [shirts({ pieces: 2, origin: 'LA' })],
      }),
    ],
    fires: [
      'unit-value-below-p05',
      'unit-value-below-half-fair',
      'own-price-drop',
      'below-raw-material-cost',
      'unit-value-over-invoiced',
      'value-shifted-between-lines',
      'kg-per-unit-implausible',
      'rare-lane-for-commodity',
    ],
    entries: [
      { register: 'GOODS', subject: '610910', body: { dutyRate: 0.2, rawMaterialUsdKg: 3 } },
      { register: 'GOODS', subject: '520512', body: { dutyRate: 0 } },
    ],
  },
  {
    name: 'digits that nobody would find in real invoices, and prices that jump',
    messages: [
      ...declared({
        importer: trader('9112DIGIT', 'Invented Invoices Co Ltd'),
        at: dayBefore(60),
        goods: times(310, i => yarn({ hs: '940360', value: (i % 2 === 0 ? 510 : 5_100) + i / 10 })),
      }),
      ...declared({
        importer: trader('9112DIGIT', 'Invented Invoices Co Ltd'),
        at: dayBefore(2),
        goods: [yarn({ hs: '940360' })],
      }),
    ],
    fires: ['digit-distribution-off', 'erratic-unit-values'],
  },
  {
    name: 'forty declarations of a month, by six brokers, a third of them rejected',
    messages: [
      ...declared({ importer: STEADY, at: dayBefore(120), goods: [GOODS] }),
      ...times(32, i =>
        declared(
          { importer: STEADY, at: dayBefore(5 + (i % 20)), goods: [GOODS], broker: CARELESS },
          ...(i % 3 === 0 ? [(of: string) => response('CN', of, '03', dayBefore(5 + (i % 20), '11'))] : []),
        ),
      ).flat(),
      ...times(5, i =>
        declared({ importer: STEADY, at: dayBefore(4), goods: [GOODS], broker: { ...CARELESS, id: `9112B${i}` } }),
      ).flat(),
      ...declared({
        importer: STEADY,
        at: dayBefore(1, '03'),
        goods: [{ ...GOODS, hs: '854231', text: 'Processors' }],
        broker: CARELESS,
      }),
    ],
    fires: [
      'volume-spike',
      'broker-error-rate',
      'broker-shopping',
      'unusual-lodging-hour',
      'new-chapter-for-established-importer',
    ],
  },
  {
    name: 'asleep for half a year, and five alike today, each just below the limit',
    messages: [
      ...declared({ importer: SLEEPER, at: dayBefore(300), goods: [yarn({ value: 780 })] }),
      ...times(6, () =>
        declared({ importer: SLEEPER, at: dayBefore(0), goods: [yarn({ value: 780, gross: 2_100, net: 2_000 })] }),
      ).flat(),
    ],
    fires: ['dormant-reactivation', 'split-consignments', 'identical-weights', 'just-under-threshold-series'],
    entries: [{ register: 'COUNTRY', subject: 'CN', body: { deMinimisUsd: 800 } }],
  },
  {
    name: 'three times taken back when a control was ordered',
    messages: times(4, i =>
      declared(
        { importer: CANCELLER, at: dayBefore(8), goods: [GOODS] },
        ...(i < 3
          ? [
              (of: string) => response('CN', of, '05', dayBefore(7)),
              (of: string) => response('CN', of, '10', dayBefore(6)),
            ]
          : []),
      ),
    ).flat(),
    fires: ['cancel-after-selection'],
  },
  {
    name: 'a hundred boxes of pumps, and one that is much lighter',
    messages: [
      ...declared({
        importer: trader('9112PUMP', 'Pump Imports Co Ltd'),
        at: dayBefore(70),
        boxes: boxes.map(box => ({ number: box, type: '22G1', seals: [] })),
        goods: boxes.map(box =>
          yarn({ hs: '841370', text: 'Centrifugal pumps', gross: 20_000, net: 19_000, value: 90_000, box }),
        ),
      }),
      ...declared({
        importer: trader('9112PUMP2', 'More Pumps Co Ltd'),
        at: dayBefore(2),
        boxes: [{ number: 'TCLU9009999', type: '22G1', seals: [] }],
        goods: [yarn({ hs: '841370', gross: 700, net: 600 })],
      }),
    ],
    fires: ['implausible-cargo-density'],
  },
  {
    name: 'something was found at a trader, and now somebody else imports at the same address',
    messages: [
      ...declared(
        { importer: { ...trader('9112CAUGHT', 'Caught Trading Co Ltd'), address: SHARED }, goods: [GOODS] },
        of =>
          inspectionRecords([
            {
              ...{ number: 'TXG-CAUGHT', result: 'NON_CONFORMING', at: '2026-11-02T10:00:00+08:00' },
              ...{ declaration: of, containers: [] },
            },
          ]),
      ),
      ...declared({
        importer: { ...trader('9112NEXT', 'Next Door Trading Co Ltd'), address: SHARED.toUpperCase() },
        at: dayBefore(2),
        goods: [GOODS],
      }),
    ],
    fires: ['linked-to-offender'],
  },
  {
    name: 'the note of a train names another mass, and a box that was not declared',
    messages: [
      ...declared(
        {
          type: 'EXA',
          ucr: '',
          at: dayBefore(9),
          dispatch: 'CN',
          destination: 'DE',
          importer: { id: 'DE9112RUHR', name: 'Ruhrtal Elektronik Handels GmbH', country: 'DE' },
          exporter: { id: '9150RAIL', name: 'Xiyong Computer Manufacturing Co Ltd', country: 'CN' },
          boxes: [{ number: 'TCLU9100017', type: '42G1', seals: [] }],
          goods: [{ ...GOODS, hs: '847130', text: 'Portable computers', origin: 'CN', box: 'TCLU9100017' }],
        },
        of => ({
          ...{ from: 'eurasia-rail-express', feed: 'rail' },
          text: railNote({
            ...{ number: '33400912', text: 'Portable computers', gross: 21_900, at: '2026-11-06', declaration: of },
            containers: [
              { number: 'TCLU9100017', seals: ['K100017'] },
              { number: 'TCLU9100043', seals: ['K100043'] },
            ],
          }),
        }),
      ),
    ],
    fires: ['rail-note-vs-declaration-weight', 'rail-container-not-declared'],
  },
];
