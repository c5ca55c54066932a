import { booking, entrySummary } from './carrier-messages.fixture.ts';
import { phytosanitary } from './certificate-messages.fixture.ts';
import { GOODS } from './goods.fixture.ts';
import { type Story, tradeStory } from './story.fixture.ts';
import { BROKER, boxNumber, EXPORTER, IMPORTER, type Trade, VOYAGE } from './trade.fixture.ts';
import { declaration, response } from './wco-messages.fixture.ts';

const CUSTOMS = 'cn-customs-tianjin';

const again = (trade: Trade, change: object) =>
  declaration({
    ...{
      country: 'CN',
      type: 'IMA',
      at: '20261112100000+08',
      number: trade.number,
      bill: trade.bill,
      ucr: trade.ucr,
      voyage: VOYAGE.voyage,
    },
    ...{ boxes: trade.boxes, goods: trade.goods, importer: IMPORTER, exporter: EXPORTER, broker: BROKER, ...change },
  });

const AMENDED_ORIGIN = `<Amendment><ChangeReasonCode>32</ChangeReasonCode>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>42A</DocumentSectionCode></Pointer><Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>67A</DocumentSectionCode></Pointer>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>68A</DocumentSectionCode></Pointer><Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>23A</DocumentSectionCode></Pointer>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>79A</DocumentSectionCode><TagID>112</TagID></Pointer></Amendment>`;

/** Declarations, bills and certificates that do not say the same. */
export const PAPER_STORIES: readonly Story[] = [
  tradeStory(
    101,
    'a vague bill to order, lighter and with fewer pieces than declared, an invoice that does not add up',
    {
      goods: [{ ...GOODS, net: 20_500 }],
      manifested: {
        goods: [{ ...GOODS, text: 'GENERAL CARGO' }],
        consignee: { ...IMPORTER, name: 'TO ORDER' },
        grossTotal: 23_000,
        packagesTotal: 790,
      },
      imported: { invoice: 30_000 },
    },
    [
      'vague-goods-description',
      'to-order-without-notify',
      'gross-weight-bl-vs-declaration',
      'packages-bl-vs-declaration',
      'invoice-total-mismatch',
      'net-above-gross',
    ],
  ),
  tradeStory(
    102,
    'one UCR under the bill that was manifested and under the one that was declared',
    { imported: { bill: 'MRDLTOTHER02' } },
    ['ucr-reused'],
  ),
  tradeStory(
    103,
    'charcoal that is no dangerous good',
    { goods: [{ ...GOODS, hs: '440290', text: 'Barbecue charcoal' }] },
    ['undeclared-dg-keyword', 'hs-implies-dg'],
  ),
  tradeStory(
    104,
    'two UN numbers for one drum',
    {
      goods: [{ ...GOODS, hs: '320890', text: 'Paint', un: '1263' }],
      manifested: { goods: [{ ...GOODS, hs: '320890', text: 'Paint', un: '1993' }] },
    },
    ['un-numbers-disagree'],
  ),
  tradeStory(
    105,
    'organic peroxide, booked as a bleaching agent, left in the yard',
    {
      stacked: {},
      goods: [{ ...GOODS, hs: '290960', text: 'Organic peroxide type D', un: '3105' }],
      more: ({ bill }) => [
        {
          from: 'meridian-ocean-line',
          feed: 'shipping',
          text: booking({
            number: 'MRD9900105',
            bill,
            text: 'Bleaching agent',
            hs: '290960',
            danger: { UNNumber: '3105', imoClass: '5.2' },
            at: '2026-10-20T08:00:00Z',
          }),
        },
      ],
    },
    ['dg-papers-missing', 'dg-direct-pickup-stored', 'dg-outside-dg-zone'],
    [{ register: 'YARD_PLAN', subject: 'CNTXG/G01', body: { dangerousGoods: false, reefer: false, supervised: true } }],
  ),
  tradeStory(
    106,
    'amended when the control was ordered',
    {
      more: trade => [
        { from: CUSTOMS, feed: 'customs', text: response('CN', trade.number, '05', '20261112120000+08') },
        {
          from: CUSTOMS,
          feed: 'customs',
          text: again(trade, {
            functionCode: '13',
            type: 'COR',
            at: '20261112150000+08',
            change: AMENDED_ORIGIN,
            goods: [{ ...GOODS, value: 31_000 }],
          }),
        },
      ],
    },
    ['amended-after-selection'],
  ),
  tradeStory(
    107,
    'declared in two steps, and the second says something else',
    {
      imported: { type: 'IMC', number: '020220261000010701' },
      more: trade => [
        {
          from: CUSTOMS,
          feed: 'customs',
          text: again(trade, {
            type: 'IMX',
            at: '20261114100000+08',
            goods: [{ ...GOODS, hs: '540233', gross: 23_400 }],
          }),
        },
      ],
    },
    ['two-step-drift'],
  ),
  tradeStory(
    108,
    'an entry summary, late, of gifts for somebody else',
    {
      more: ({ bill, boxes }) => [
        {
          from: 'meridian-ocean-line',
          feed: 'customs',
          text: entrySummary({
            reference: 'ENS-108',
            bill,
            box: boxes[0]?.number ?? '',
            text: 'GIFTS',
            hs: '390120',
            consignee: 'Golden Lotus Holdings',
            at: '202611022100',
            ...VOYAGE,
          }),
        },
      ],
    },
    ['ens-unacceptable-term', 'advance-vs-declared-party', 'advance-filing-late'],
  ),
  tradeStory(
    109,
    'certificates of another box, and withdrawn',
    {
      goods: [{ ...GOODS, hs: '080132', text: 'Cashew nuts', origin: 'NG' }],
      imported: { certificates: ['SG26RX0000109', 'SG26RX0000110'] },
      more: () => [
        {
          from: 'sg-customs',
          feed: 'partner',
          text: phytosanitary({
            number: 'SG26RX0000109',
            status: '70',
            container: boxNumber(990),
            seal: 'MR600109',
            at: '2026-11-01T08:00:00+08:00',
          }),
        },
        {
          from: 'sg-customs',
          feed: 'partner',
          text: phytosanitary({
            number: 'SG26RX0000110',
            status: '64',
            container: boxNumber(109),
            at: '2026-11-01T08:00:00+08:00',
          }),
        },
      ],
    },
    ['certificate-refuted-by-issuer', 'certificate-missing', 'cites-permit-missing', 'wildlife-route-profile'],
    [{ register: 'GOODS', subject: '0801', body: { requiredCerts: ['CITES', 'SPS_FOOD'] } }],
  ),
  tradeStory(
    111,
    'refused at one office, lodged again at another',
    {
      more: trade => [
        {
          from: CUSTOMS,
          feed: 'customs',
          text: again(trade, { number: '020320261000011101', office: '0203', at: '20261111100000+08' }),
        },
        { from: CUSTOMS, feed: 'customs', text: response('CN', '020320261000011101', '03', '20261111110000+08') },
      ],
    },
    ['office-shopping'],
  ),
  tradeStory(
    112,
    'three round prices',
    { goods: [5_000, 8_000, 11_000].map(value => ({ ...GOODS, gross: 6_000, net: 5_900, value })) },
    ['round-sum-invoice'],
  ),
];
