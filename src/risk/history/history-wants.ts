import type { RiskContext } from '../risk-context.ts';
import { type HistoryFamily, monthOf } from './history-row.ts';

/** One sum that is asked for: a key of a family from a day on, up to and without another. */
export interface HistoryWant {
  readonly family: HistoryFamily;
  readonly key: string;
  readonly from: string; // YYYY-MM-DD
  readonly to: string; // exclusive
}

/** How many days a family looks back, where one answer serves every window in it. */
const YEAR = 365;
/** Months of prices that a comparison takes in. */
const PRICE_DAYS = 92;
/** Seizures and violations are remembered for three years. */
export const THREE_YEARS = 1_096;

/** Everything that history is asked about one consignment, as of the day after `now` (intraday facts count). */
export function historyWants(context: RiskContext): readonly HistoryWant[] {
  const { p, items, equip, now } = context;
  if (now === undefined) return [];
  const importer = p?.importer?.id;
  const broker = p?.broker?.id;
  const want = wanting(now);
  const goods = (items ?? []).flatMap(item => [
    ...want('chapter', importer && item.chapter && `${importer}|${item.chapter}`, YEAR),
    ...want('heading', importer && item.hs4 && `${importer}|${item.hs4}`, 3),
    ...want('lane', item.hs4, YEAR),
    ...want('density', item.hs4, YEAR),
    ...want('lane-controls', item.hs4 && item.origin && `${item.hs4}|${item.origin}`, YEAR),
    ...want('unit-value', item.hs6 && item.origin && `${item.hs6}|${item.origin}`, PRICE_DAYS),
    ...want('own-unit-value', importer && item.hs6 && `${importer}|${item.hs6}`, YEAR),
    ...want('unit-mass', item.hs6, YEAR),
  ]);
  const all = [
    ...(['importer', 'exporter', 'consignee', 'broker'] as const).flatMap(role =>
      want('party', p?.[role]?.id && `${role}|${p[role]?.id}`, YEAR),
    ),
    ...(['night', 'brokers', 'cancelled', 'controls', 'digits', 'gross-mass'] as const).flatMap(each =>
      want(each, importer, YEAR),
    ),
    ...want('declared-value', importer, 7),
    ...want('verified-mass', p?.exporter?.id, YEAR),
    ...want('dangerous-controls', p?.exporter?.id, THREE_YEARS),
    ...(equip ?? []).flatMap(({ no }) => want('box-controls', no, THREE_YEARS)),
    ...want('pair', importer && p?.exporter?.id && `${importer}|${p.exporter.id}`, YEAR),
    ...(p?.importer?.addressKeys ?? []).flatMap(address => want('address', address, THREE_YEARS)),
    ...want('errors', broker, YEAR),
    ...want('office-errors', context.c?.destCountry, YEAR),
    ...want('country-controls', context.c?.destCountry, YEAR),
    ...goods,
  ];
  return [...new Map(all.map(each => [wantName(each), each])).values()];
}

export function wantName({ family, key }: Pick<HistoryWant, 'family' | 'key'>): string {
  return `${family}|${key}`;
}

const MONTHLY: ReadonlySet<HistoryFamily> = new Set(['unit-value', 'own-unit-value', 'unit-mass', 'density']);

/** Ranges of days that end with that of a moment. */
export function wanting(now: string) {
  const to = addDays(now.slice(0, 10), 1);
  return (family: HistoryFamily, key: string | undefined, days: number): readonly HistoryWant[] => {
    if (!key) return [];
    const from = addDays(to, -days);
    return [{ family, key, from: MONTHLY.has(family) ? monthOf(from) : from, to }];
  };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
