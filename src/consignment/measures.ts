import type { PlaceClaim } from '../messages/claims.ts';
import type { Claims } from './claim.ts';
import type { EventEntry } from './consignment-slice.ts';
import type { DeclarationEntry } from './customs-slice.ts';
import { HUB } from './filter-rows.ts';
import { type MeasuredDocument, measuredOrigins, ownWords } from './own-words.ts';

export const INDICATOR_KINDS = [
  'CLEARANCE_TIME',
  'BOOKING_TO_RELEASE',
  'THROUGHPUT_TEU',
  'TRADE_VALUE',
  'INSPECTION_RATE',
  'CHANNEL_MIX',
] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** One measured thing of a consignment; text that is not known is empty. Definitions: docs/indicators.md. */
export interface Measure {
  readonly kind: IndicatorKind | 'DECLARATION';
  readonly key: string;
  readonly origin: string;
  readonly day: string; // YYYY-MM-DD, UTC
  readonly value: string; // decimal
  readonly unit: string; // MIN, TEU, a currency, 1
  readonly label: string; // channel, status
  readonly port: string;
  readonly direction: string;
  readonly partnerCountry: string;
  readonly tier: string;
}

/**
 * Everything that a consignment adds to the indicators: its document says it all, so that they can be counted anew at any time. The hub's
 * rows are of all that is known; those of an origin are of its own words alone, so that nobody else's show in what it may count (law 4.2).
 */
export function measuresOf(document: MeasuredDocument): Measure[] {
  const origins = measuredOrigins(document);
  return [
    ...measuresIn(document).map(each => ({ ...each, origin: HUB })),
    ...origins.flatMap(origin => measuresIn(ownWords(document, origin)).map(each => ({ ...each, origin }))),
  ];
}

type Measured = Omit<Measure, 'origin'>;

function measuresIn(document: MeasuredDocument): Measured[] {
  const found = [
    ...document.customs.declarations.flatMap(each => declarationMeasures(each, document)),
    ...bookingMeasures(document),
    ...document.consignment.events.flatMap(each => throughput(each, document)),
  ];
  return [...new Map(found.map(each => [`${each.kind}|${each.key}`, each])).values()];
}

function declarationMeasures(declaration: DeclarationEntry, document: MeasuredDocument): Measured[] {
  const { lodgedAt, releasedAt, value, status } = declaration;
  const lodged = lodgedAt?.instant ?? declaration.acceptedAt ?? declaration.statusAt;
  if (!lodged) return [];
  const common = {
    key: `${declaration.country ?? ''} ${declaration.key}`.trim(),
    ...dimensionsOf(declaration, document),
  };
  const on = (instant: string) => ({ ...common, day: instant.slice(0, 10) });
  const channel = channelOf(declaration, document);
  const minutes =
    lodgedAt && releasedAt && lodgedAt.zoneSource !== 'UNKNOWN' && minutesBetween(lodgedAt.instant, releasedAt);
  const rows: Measured[] = [
    { ...on(lodged), kind: 'DECLARATION', value: '1', unit: '1', label: status },
    { ...on(lodged), kind: 'INSPECTION_RATE', value: CHECKED.has(channel) ? '1' : '0', unit: '1', label: '' },
  ];
  if (channel !== '') rows.push({ ...on(lodged), kind: 'CHANNEL_MIX', value: '1', unit: '1', label: channel });
  if (minutes && releasedAt)
    rows.push({ ...on(releasedAt), kind: 'CLEARANCE_TIME', value: minutes, unit: 'MIN', label: '' });
  if (value && DECIMAL.test(value.amount) && status !== 'INVALIDATED' && status !== 'REJECTED')
    rows.push({ ...on(lodged), kind: 'TRADE_VALUE', value: value.amount, unit: value.currency, label: '' });
  return rows;
}

/** Amounts are kept as they were written; what is no number is not added up. */
const DECIMAL = /^\d{1,18}(\.\d{1,6})?$/;

const CHECKED: ReadonlySet<string> = new Set(['SCAN', 'MANUAL_INSPECTION']);
const METHODS: readonly (readonly [string, string])[] = [
  ['MANUAL', 'MANUAL_INSPECTION'],
  ['SAMPLE', 'MANUAL_INSPECTION'],
  ['NII_H986', 'SCAN'],
  ['DOCUMENT', 'DOCUMENT_CHECK'],
];

/** How customs treated it, hardest first: what was done to the goods, what was asked for, else a release without either. */
function channelOf({ notifications, releasedAt }: DeclarationEntry, { customs }: MeasuredDocument): string {
  const done = METHODS.find(([method]) => customs.inspections.some(each => each.method === method));
  if (done) return done[1];
  const codes = new Set(notifications.map(each => each.functionCode));
  if (codes.has('05')) return 'MANUAL_INSPECTION';
  if (codes.has('06')) return 'DOCUMENT_CHECK';
  return releasedAt ? 'RELEASE' : '';
}

/** From the first request of transport to the first release of the goods. */
function bookingMeasures(document: MeasuredDocument): Measured[] {
  const booked = [...document.shipping.bookings, ...document.rail.bookings]
    .flatMap(each => (each.requestedAt && each.requestedAt.zoneSource !== 'UNKNOWN' ? [each.requestedAt.instant] : []))
    .sort()[0];
  const [first] = document.customs.declarations
    .filter(each => each.releasedAt !== null)
    .sort((a, b) => ((a.releasedAt ?? '') < (b.releasedAt ?? '') ? -1 : 1));
  const minutes = booked && first?.releasedAt && minutesBetween(booked, first.releasedAt);
  if (!minutes || !first?.releasedAt) return [];
  const dimensions = dimensionsOf(first, document);
  const day = first.releasedAt.slice(0, 10);
  const name = { kind: 'BOOKING_TO_RELEASE', key: `${first.country ?? ''} ${first.key}`.trim() } as const;
  return [{ ...name, day, value: minutes, unit: 'MIN', label: '', ...dimensions }];
}

/** ISO 6346: the first character of the size code is the length. */
const TEU: Readonly<Record<string, string>> = { 2: '1', 3: '1.5', 4: '2', L: '2.25', M: '2.4' };

/** A box over the quay, each move once: what stays aboard or is shifted is no throughput. */
function throughput(event: EventEntry, { consignment }: MeasuredDocument): Measured[] {
  const { type, classifier, effective, equipment, movement, time } = event;
  if (!effective || classifier !== 'ACT' || !equipment || (type !== 'LOAD' && type !== 'DISCHARGE')) return [];
  if (movement === 'SHIFT' || movement === 'REMAIN_ON_BOARD') return [];
  const use = consignment.equipmentUses.find(each => each.number === equipment);
  const value = TEU[use?.sizeType[0]?.value[0] ?? ''];
  if (value === undefined) return [];
  const direction = movement === 'TRANSHIPMENT' ? 'TRANSHIPMENT' : type === 'LOAD' ? 'EXPORT' : 'IMPORT';
  const [from, to] = [countryAt(consignment.origin), countryAt(consignment.destination)];
  return [
    {
      kind: 'THROUGHPUT_TEU',
      key: `${equipment} ${type} ${time.instant}`,
      day: time.instant.slice(0, 10),
      value,
      unit: 'TEU',
      label: '',
      port: unlocodeOf(event.place),
      direction,
      partnerCountry: direction === 'EXPORT' ? to : from,
      tier: '',
    },
  ];
}

/** The port is that of the side of the customs; the partner country the other end of the trade. */
function dimensionsOf(declaration: DeclarationEntry, { consignment }: MeasuredDocument) {
  const { direction, parties, dispatchCountry, originCountry, destinationCountry } = declaration;
  const isImport = direction === 'IMPORT';
  const port = isImport ? consignment.placeOfDischarge : consignment.placeOfLoading;
  const abroad = isImport ? (dispatchCountry ?? originCountry) : destinationCountry;
  return {
    port: unlocodeOf(port[0]?.value),
    direction: direction ?? '',
    partnerCountry: abroad ?? countryAt(isImport ? consignment.origin : consignment.destination),
    tier: parties.some(each => each.identifiers.some(id => id.scheme === 'AEO')) ? 'AEO' : 'OTHER',
  };
}

function unlocodeOf(place: PlaceClaim | undefined): string {
  return place?.codes.find(each => each.scheme === 'UNLOCODE')?.value ?? '';
}

function countryAt(claims: Claims<PlaceClaim>): string {
  const place = claims[0]?.value;
  return place?.country ?? unlocodeOf(place).slice(0, 2);
}

function minutesBetween(from: string, to: string): string | undefined {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  return minutes >= 0 ? String(minutes) : undefined;
}
