import { GOODS, type Trader } from './goods.fixture.ts';
import { inspectionRecords, shared, sharedInspection } from './paper-messages.fixture.ts';
import { type Story, tradeStory } from './story.fixture.ts';
import { boxNumber, messagesOf, tradeOf, VOYAGE } from './trade.fixture.ts';

const trader = (id: string, name: string, country = 'CN'): Trader => ({ id, name, country });
const SHELL = trader('9112SHELL401', 'Binhai Bright Future Trading Co Ltd');
const DENIED = trader('SGDENIED401', 'Black Sail Trading Pte Ltd', 'SG');
const party = (tag: string, { id, name, country }: Trader) =>
  `<${tag}><Name>${name}</Name><ID>${id}</ID><Address><CountryCode>${country}</CountryCode></Address></${tag}>`;

/** Controlled by customs that story 407 has recognised, with a seal of theirs that was on the box when it came. */
function recognised(n: number, name: string, at: string, fires: readonly string[]): Story {
  const control = {
    number: `SGI-${n}`,
    result: 'CONFORMING',
    at,
    containers: [boxNumber(n)],
    sealApplied: `MR600${n}`,
  } as const;
  return tradeStory(
    n,
    name,
    { more: ({ ucr }) => [{ from: 'sg-customs', feed: 'partner', text: sharedInspection({ ...control, ucr }) }] },
    fires,
  );
}

/** Traders, what customs of the other side share, and what risk control orders. */
export const PARTY_STORIES: readonly Story[] = [
  tradeStory(
    401,
    'a shell company buys dear from a denied party, for a bank',
    {
      importer: SHELL,
      exporter: DENIED,
      goods: [{ ...GOODS, hs: '220830', text: 'Whisky', value: 760_000 }],
      manifested: { fullness: '8' },
      imported: {
        consignee: trader('9112BANK401', 'Bohai Commercial Bank'),
        others:
          party('Buyer', trader('HK401', 'Harbour Nominees', 'HK')) +
          party('Seller', trader('AE401', 'Jebel General Trading', 'AE')),
      },
    },
    [
      ...[
        'discredited-party',
        'registration-suspended',
        'importer-first-declaration',
        'new-company-high-value',
        'first-trade-pair-high-value',
      ],
      ...[
        'mass-registration-address',
        'outside-business-scope',
        'bank-as-consignee',
        'residential-or-pobox',
        'forwarder-as-final-consignee',
      ],
      ...['denied-party-exact', 'many-country-party-chain', 'excise-goods-by-newcomer'],
    ],
    [
      {
        register: 'ENTERPRISE',
        subject: SHELL.id,
        body: {
          name: SHELL.name,
          tier: 'T5',
          suspended: true,
          registeredAt: '2026-10-30',
          addressShareCount: 57,
          businessChapters: ['84'],
        },
      },
      {
        register: 'ENTERPRISE',
        subject: '9112BANK401',
        body: { name: 'Bohai Commercial Bank', tier: 'T3', isBank: true, isForwarder: true, addressType: 'POBOX' },
      },
      { register: 'WATCH', subject: 'black-sail', body: { name: DENIED.name, list: 'test list' } },
    ],
  ),
  tradeStory(
    402,
    'a name almost that of a denied party',
    { exporter: trader('SGDENIED402', 'Blacksail Tradin Pte Ltd', 'SG') },
    ['denied-party-similar'],
  ),
  tradeStory(
    403,
    'customs of departure has another declaration of it',
    {
      exported: {
        ...{
          goods: [{ ...GOODS, hs: '390110', net: 24_000, gross: 24_500, value: 60_000, origin: 'MY', packages: 700 }],
          destination: 'HK',
        },
        importer: trader('HK403', 'Xyz Kwun Fung', 'HK'),
      },
    },
    [
      'mirror-value-lower',
      'mirror-net-weight',
      'mirror-packages',
      'mirror-hs',
      'mirror-origin',
      'mirror-consignee',
      'mirror-destination',
    ],
  ),
  tradeStory(404, 'dearer here than there', { exported: { goods: [{ ...GOODS, value: 10_000 }] } }, [
    'mirror-value-higher',
  ]),
  tradeStory(
    405,
    'customs of departure is silent about its export, and warns of the box',
    {
      more: ({ boxes }) => [
        {
          from: 'sg-customs',
          feed: 'partner',
          text: shared('QUARANTINE_NOTICE', 'SG-QN-405', '2026-11-05T08:31:00+08:00', {
            QuarantineNotice: {
              ...{ ID: 'SG-QN-405', IssueDateTime: '2026-11-05T08:20:00+08:00', ScopeCode: ['GOODS'] },
              BorderTransportMeans: { ModeCode: '1', IMOID: VOYAGE.imo, JourneyID: VOYAGE.voyage },
              Measure: [{ TypeCode: 'BOARDING_INSPECTION', Description: 'Giant African snail in the box' }],
              Consignment: { TransportEquipment: [{ ID: boxes[0]?.number }] },
            },
          }),
        },
      ],
    },
    ['mirror-export-absent', 'partner-active-alert'],
  ),
  tradeStory(
    406,
    'found wrong by customs of departure',
    {
      more: ({ ucr }) => [
        {
          from: 'sg-customs',
          feed: 'partner',
          text: sharedInspection({
            number: 'SGI-406',
            result: 'NON_CONFORMING',
            at: '2026-11-02T08:00:00+08:00',
            ucr,
            containers: [boxNumber(406)],
          }),
        },
      ],
    },
    ['partner-nonconforming-control'],
  ),
  tradeStory(
    407,
    'controlled by recognised customs and sealed again, between authorised operators',
    {
      importer: trader('9112AEO407', 'Teda Authorised Imports Co Ltd'),
      exporter: trader('SGAEO407', 'Changi Authorised Exports Pte Ltd', 'SG'),
      more: ({ ucr }) => [
        {
          from: 'sg-customs',
          feed: 'partner',
          text: sharedInspection({
            number: 'SGI-407',
            result: 'CONFORMING',
            at: '2026-11-02T08:00:00+08:00',
            ucr,
            containers: [boxNumber(407)],
            sealApplied: 'MR600407',
          }),
        },
      ],
    },
    ['mitigate-partner-control', 'mitigate-aeo-chain'],
    [
      { register: 'RECOGNISED_CUSTOMS', subject: 'sg-customs', body: { arrangement: 'test arrangement' } },
      { register: 'ENTERPRISE', subject: '9112AEO407', body: { name: 'Teda', tier: 'T1', aeo: true } },
      { register: 'ENTERPRISE', subject: 'SGAEO407', body: { name: 'Changi', tier: 'T1', aeo: true } },
    ],
  ),
  recognised(421, 'controlled by recognised customs forty-five days ago', '2026-10-06T14:30:00+08:00', [
    'mitigate-partner-control',
  ]),
  recognised(422, 'controlled by recognised customs longer ago than forty-five days', '2026-10-06T13:30:00+08:00', []),
  tradeStory(
    408,
    'says that it is authorised, and is not',
    {
      exporter: trader('SGAEO408', 'Tuas Would-be Authorised Pte Ltd', 'SG'),
      manifested: {
        consignor: { ...trader('SGAEO408', 'Tuas Would-be Authorised Pte Ltd', 'SG'), aeo: 'SGAEO000408' },
      },
    },
    ['aeo-claim-unverified'],
    [{ register: 'ENTERPRISE', subject: 'SGAEO408', body: { name: 'Tuas', tier: 'T3' } }],
  ),
  {
    name: 'orders of risk control',
    messages: [
      ...messagesOf(409, {
        goods: [{ ...GOODS, value: 90_000 }],
        importer: trader('9112WL409', 'Listed Imports Co Ltd'),
      }),
      ...messagesOf(410),
    ],
    fires: [
      'control-target-must',
      'control-target-should',
      'focus-list-enterprise',
      'whitelist-scope-exceeded',
      'inspection-batch-due',
    ],
    entries: [
      {
        register: 'INSTRUCTION',
        subject: `ucr:${tradeOf(409).ucr}`,
        key: 'i-409',
        body: { kind: 'MUST', channel: 'SCAN', reason: 'tip' },
      },
      {
        register: 'INSTRUCTION',
        subject: `bill:${tradeOf(410).bill}`,
        key: 'i-410',
        body: { kind: 'SHOULD', channel: 'SCAN', reason: 'tip' },
      },
      {
        register: 'INSTRUCTION',
        subject: `equipment:${boxNumber(410)}`,
        key: 'b-410',
        body: { kind: 'BATCH', reason: 'lot 7' },
      },
      { register: 'FOCUS', subject: '9112WL409', body: { reason: 'finds of June' } },
      { register: 'WHITELIST', subject: '9112WL409', body: { hs4: ['3901'], capUsd: 50_000 } },
    ],
  },
  {
    name: 'twice found wrong within the year, and once right last week',
    messages: [411, 412, 413].flatMap((n, i) =>
      messagesOf(n, {
        importer: trader('9112REP411', 'Hangu Repeat Imports Co Ltd'),
        ...{ manifested: null, loaded: null, discharged: null },
        more: ({ number }) => [
          {
            from: 'cn-customs-tianjin',
            feed: 'customs',
            text: inspectionRecords([
              {
                number: `TXG-${n}`,
                result: i < 2 ? 'NON_CONFORMING' : 'CONFORMING',
                at: `2026-11-${13 + i}T10:00:00+08:00`,
                declaration: number,
              },
            ]),
          },
        ],
      }),
    ),
    fires: ['repeat-violations', 'mitigate-recent-own-control'],
  },
];
