import { boxEvent } from './carrier-messages.fixture.ts';
import { codeco } from './port-messages.fixture.ts';
import { type Story, tradeStory } from './story.fixture.ts';
import { boxNumber, VOYAGE } from './trade.fixture.ts';

const SIN = { port: 'SGSIN', terminal: 'JST', ...VOYAGE };
const box = (n: number, seals: readonly string[], type = '45G1', owner = 'TCLU') => ({
  number: boxNumber(n, owner),
  type,
  seals,
});
const [DECLARED, MANIFESTED, LOADED] = [box(201, ['MR2011']), box(2011, ['MR2012']), box(2012, ['MR2013'])];
const wrong = { number: 'TCLU0002029', type: '45G1', seals: ['MR202'] };

/** Boxes, their seals and their weights. */
export const BOX_STORIES: readonly Story[] = [
  tradeStory(
    201,
    'one box declared and loaded, one on the manifest alone, one on neither',
    {
      boxes: [DECLARED, LOADED],
      manifested: { boxes: [DECLARED, MANIFESTED] },
      imported: { boxes: [DECLARED, LOADED] },
    },
    [
      'bl-container-not-declared',
      'declaration-container-not-on-bl',
      'manifested-not-stowed',
      'unmanifested-container',
      'over-landed',
      'short-landed',
    ],
  ),
  tradeStory(202, 'a box whose check digit is wrong, of an unknown owner', { boxes: [wrong] }, [
    'container-number-invalid',
  ]),
  tradeStory(
    203,
    'a box of an owner that no register knows',
    { boxes: [box(203, ['MR203'], '45G1', 'XXXU')], manifested: { supplier: '2' } },
    ['container-owner-code-unknown'],
  ),
  tradeStory(204, "the shipper's own box", { manifested: { supplier: '1' } }, ['shipper-owned-container']),
  tradeStory(
    205,
    'another seal at arrival than at departure',
    { discharged: { seals: ['ZZ777205'] }, stacked: { seals: ['ZZ777205'] }, exported: {} },
    ['seal-number-mismatch', 'seal-change-unofficial', 'mirror-seal'],
  ),
  tradeStory(
    206,
    'a broken seal, and one that was on another box before',
    { boxes: [box(206, ['MR600204'])], discharged: { seals: ['MR600204+CA+4'] } },
    ['seal-missing', 'seal-number-reused'],
  ),
  tradeStory(
    207,
    'sealed anew behind the gate',
    {
      more: ({ bill, boxes }) => [
        {
          from: 'jurong-straits-terminal',
          feed: 'port',
          text: codeco('IN', SIN, [{ box: boxes[0]?.number ?? '', type: '45G1', at: '202611021000', bill }], true),
        },
        {
          from: 'meridian-ocean-line',
          feed: 'port',
          text: boxEvent({
            id: 'stuffed-207',
            code: 'STUF',
            at: '2026-11-02T15:00:00+08:00',
            port: 'SGSIN',
            box: boxes[0]?.number ?? '',
            bill,
            seals: ['MR600207'],
          }),
        },
      ],
    },
    ['sealed-after-gate-in'],
  ),
  tradeStory(
    208,
    'heavier than verified, declared, and allowed',
    {
      loaded: { gross: 24_100, tare: 3_900, vgm: 30_900 },
      discharged: { gross: 28_600 },
      stacked: { gross: 28_600 },
    },
    [
      'vgm-vs-declared',
      'measured-vs-vgm',
      'gross-misdeclaration-3t',
      'weight-gain-en-route',
      'over-maximum-gross',
      'tare-differs-from-register',
      'csc-plate-expired',
    ],
    [
      {
        register: 'CONTAINER',
        subject: boxNumber(208),
        body: { tareKg: 3_500, maxGrossKg: 28_000, cscExpiresAt: '2026-05-31' },
      },
    ],
  ),
  tradeStory(209, 'lighter on arrival', { discharged: { gross: 22_000 }, stacked: { gross: 22_000 } }, [
    'weight-loss-en-route',
  ]),
  tradeStory(
    210,
    'an empty box that weighs nine tonnes',
    {
      imported: null,
      manifested: { fullness: '4' },
      loaded: { empty: true, gross: 9_000, tare: 3_900 },
      discharged: { empty: true, gross: 9_000, tare: 3_900 },
    },
    ['empty-declared-heavy'],
  ),
  tradeStory(
    211,
    'a laden box that weighs as much as an empty one',
    { loaded: { gross: 4_000, tare: 3_900 }, discharged: { gross: 4_000, tare: 3_900 } },
    ['laden-declared-light'],
  ),
];
