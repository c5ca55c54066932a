/** What a family of counts is about, and how its key is built. Buckets part a key further: a distribution, or distinct members by hash. */
export const HISTORY_FAMILIES = {
  party: 'ROLE|party: declarations, their value in USD (a) and net mass in kg (b)',
  night: 'importer: declarations lodged before five in the morning',
  pair: 'importer|exporter: declarations',
  brokers: 'importer, bucket by broker: declarations',
  errors: 'broker: declarations, of which rejected or amended after acceptance (a)',
  'office-errors': 'country of declaration: declarations, of which rejected or amended after acceptance (a)',
  cancelled: 'importer: declarations invalidated after a control was ordered',
  controls: 'importer: controls, of which with findings (a)',
  'lane-controls': 'HS heading|origin: controls of consignments with such goods, of which with findings (a)',
  'country-controls': 'country of declaration: controls of consignments drawn at random, of which with findings (a)',
  'box-controls': 'container: controls, of which with findings (a)',
  'dangerous-controls': 'exporter: controls of consignments with dangerous goods, of which with findings (a)',
  'gross-mass': 'importer, bucket by whole kg: declarations with that gross mass',
  'declared-value': 'importer, bucket by whole US dollars: declarations of that value',
  'verified-mass': 'exporter, bucket by whole kg: boxes with that verified gross mass',
  digits: 'importer, bucket by leading digit: item values',
  address: 'hash of an address, bucket by party: declarations in which the party has it',
  offences: 'bucket of an importer: controls, of which with findings (a)',
  chapter: 'importer|chapter: items',
  heading: 'importer|HS heading: declarations, net mass in kg (b)',
  lane: 'HS heading, bucket by country of origin: items',
  'unit-value': 'HS subheading|origin, bucket by price: items, by month',
  'own-unit-value': 'importer|HS subheading, bucket by price: items, by month',
  'unit-mass': 'HS subheading, bucket by kg a unit: items, by month',
  density: 'HS heading, bucket by kg of cargo: boxes, by month',
} as const;

export type HistoryFamily = keyof typeof HISTORY_FAMILIES;

/** What one consignment adds to a count of one day. */
export interface HistoryRow {
  readonly family: HistoryFamily;
  readonly key: string;
  readonly day: string; // YYYY-MM-DD; the first of the month where the family goes by month
  readonly bucket: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  /** When it happened: until then, on the same day or in the same month, nobody knows of it. Only contributions keep it. */
  readonly at?: string | undefined;
}

/** An identifier with the time in which a consignment used it. */
export interface SeenIdentifier {
  readonly kind: 'UCR' | 'BILL' | 'SEAL' | 'BOX';
  readonly value: string;
  /** What must be another for the use to be another: the voyage of a bill, the box of a seal. */
  readonly context: string;
  readonly from: string;
  readonly to: string;
}

export interface HistoryContribution {
  readonly rows: readonly HistoryRow[];
  readonly seen: readonly SeenIdentifier[];
}

/** FNV-1a, 31 bits: a member of a set as a bucket. A clash would hide one member among thousands. */
export function memberBucket(member: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < member.length; i++) hash = Math.imul(hash ^ member.charCodeAt(i), 0x01000193);
  return (hash >>> 1) & 0x7fffffff;
}

export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** Amounts to the gram and the tenth of a cent: sums of differences then stay exact. */
export function roundAmounts(row: HistoryRow): HistoryRow {
  return { ...row, a: Math.round(row.a * 1000) / 1000, b: Math.round(row.b * 1000) / 1000 };
}
