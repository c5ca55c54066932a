import type { RiskContext, RiskRecord } from '../risk-context.ts';
import {
  type HistoryContribution,
  type HistoryFamily,
  type HistoryRow,
  memberBucket,
  monthOf,
  roundAmounts,
} from './history-row.ts';
import { seenIdentifiers } from './seen-identifiers.ts';
import { bucketOf } from './sketch.ts';

type Add = (family: HistoryFamily, key: string | undefined, more?: Partial<HistoryRow>) => void;

/** How its declaration ended, and what controls found: what the context does not say because no rule reads it of the present. */
export interface DeclarationOutcome {
  /** Also of a declaration that is not in force any more: who lodged it made his errors all the same. */
  readonly lodgedAt: string | undefined;
  /** When it was rejected, or first amended after acceptance: an error of who declared, on that day. */
  readonly faultyAt: string | undefined;
  readonly cancelledAfterSelectionAt: string | undefined;
  readonly controls: readonly { readonly at: string; readonly finding: boolean }[];
  readonly country: string | undefined;
  /** Drawn at random: only such controls say how often there is anything to find. */
  readonly drawn: boolean;
}

/**
 * What one consignment adds to history: counts by the day on which it was declared, or controlled, and the identifiers it used. A consignment
 * that was never declared, or whose hour nobody knows, adds no declaration. Pure: folding again and taking the difference keeps the sums right under
 * late facts.
 */
export function historyRowsOf(context: RiskContext, outcome: DeclarationOutcome): HistoryContribution {
  const at = context.decl?.lodgedAt;
  const day = at?.slice(0, 10);
  const rows: HistoryRow[] = [];
  const add: Add = (family, key, more) => {
    const on = more?.at === undefined && day === undefined ? undefined : (more?.day ?? day);
    if (key !== undefined && on !== undefined)
      rows.push({ family, key, bucket: 0, n: 1, a: 0, b: 0, at, ...more, day: on });
  };
  addParties(add, context);
  addImporter(add, context, outcome);
  for (const item of context.items ?? []) addItem(add, item, context.p?.importer?.id, day ?? '');
  addBoxes(add, context, day ?? '');
  return { rows: summed(rows), seen: seenIdentifiers(context) };
}

const ROLES = ['importer', 'exporter', 'consignee', 'broker'] as const;

function addParties(add: Add, { p, decl }: RiskContext): void {
  const amounts = { a: decl?.valueUsd ?? 0, b: decl?.netKg ?? 0 };
  for (const role of ROLES) add('party', p?.[role]?.id && `${role}|${p[role]?.id}`, amounts);
  if (p?.exporter?.id) add('pair', p.importer?.id && `${p.importer.id}|${p.exporter.id}`);
  for (const role of ROLES) {
    const { id, addressKeys = [] } = p?.[role] ?? {};
    if (id) for (const address of addressKeys) add('address', address, { bucket: memberBucket(id) });
  }
}

/** Local hours before five (the night share of a trader is compared with the hour of this declaration). */
const NIGHT_ENDS = 5;

function addImporter(add: Add, { p, decl, items, equip }: RiskContext, outcome: DeclarationOutcome): void {
  const importer = p?.importer?.id;
  for (const [family, key] of [
    ['errors', p?.broker?.id],
    ['office-errors', outcome.country],
  ] as const) {
    if (outcome.lodgedAt) add(family, key, happened(outcome.lodgedAt));
    if (outcome.faultyAt) add(family, key, { ...happened(outcome.faultyAt), n: 0, a: 1 });
  }
  if (decl?.lodgedHour !== undefined && decl.lodgedHour < NIGHT_ENDS) add('night', importer);
  if (p?.broker?.id) add('brokers', importer, { bucket: memberBucket(p.broker.id) });
  if (outcome.cancelledAfterSelectionAt) add('cancelled', importer, happened(outcome.cancelledAfterSelectionAt));
  if (decl?.grossKg !== undefined) add('gross-mass', importer, { bucket: wholeBucket(decl.grossKg) });
  if (decl?.valueUsd !== undefined) add('declared-value', importer, { bucket: wholeBucket(decl.valueUsd) });
  for (const { vgmKg } of equip ?? [])
    if (vgmKg !== undefined) add('verified-mass', p?.exporter?.id, { bucket: wholeBucket(vgmKg) });
  addControls(add, { p, items, equip }, outcome);
  const headings = new Set((items ?? []).flatMap(item => item.hs4 ?? []));
  for (const heading of headings) add('heading', importer && `${importer}|${heading}`, { b: massOf(items, heading) });
}

/** What a control shows of the importer, of the goods' lane, and of all that is controlled in the country. */
function addControls(
  add: Add,
  { p, items, equip }: RiskContext,
  { controls, country, drawn }: DeclarationOutcome,
): void {
  const dangerous = [...(items ?? []), ...(equip ?? [])].some(each => each.dgClass || ('unNo' in each && each.unNo));
  const lanes = new Set((items ?? []).flatMap(({ hs4, origin }) => (hs4 && origin ? [`${hs4}|${origin}`] : [])));
  for (const { at, finding } of controls) {
    const control = { ...happened(at), a: finding ? 1 : 0 };
    add('controls', p?.importer?.id, control);
    add('offences', p?.importer?.id && String(memberBucket(p.importer.id)), control);
    if (drawn) add('country-controls', country, control);
    if (dangerous) add('dangerous-controls', p?.exporter?.id, control);
    for (const { no } of equip ?? []) add('box-controls', no, control);
    for (const lane of lanes) add('lane-controls', lane, control);
  }
}

/** Amounts beyond what a bucket holds are one bucket. */
export function wholeBucket(amount: number): number {
  return Math.min(0x7fffffff, Math.round(amount));
}

function happened(at: string): Pick<HistoryRow, 'day' | 'at'> {
  return { day: at.slice(0, 10), at };
}

function massOf(items: RiskContext['items'], heading: string): number {
  return (items ?? []).reduce((sum, item) => sum + (item.hs4 === heading ? (item.netKg ?? 0) : 0), 0);
}

function addItem(add: Add, item: RiskRecord<'Item'>, importer: string | undefined, day: string): void {
  const { hs4, hs6, chapter, origin, netKg, qty, valueUsd, unitValueUsdKg } = item;
  const month = monthOf(day);
  if (chapter) add('chapter', importer && `${importer}|${chapter}`);
  if (origin) add('lane', hs4, { bucket: memberBucket(origin) });
  if (valueUsd !== undefined && valueUsd >= 1) add('digits', importer, { bucket: leadingDigit(valueUsd) });
  const price = unitValueUsdKg === undefined ? undefined : bucketOf(unitValueUsdKg);
  if (price !== undefined && hs6) {
    if (origin) add('unit-value', `${hs6}|${origin}`, { day: month, bucket: price });
    add('own-unit-value', importer && `${importer}|${hs6}`, { day: month, bucket: price });
  }
  const mass = qty && netKg ? bucketOf(netKg / qty) : undefined;
  if (mass !== undefined) add('unit-mass', hs6, { day: month, bucket: mass });
}

function leadingDigit(value: number): number {
  return Number(value.toExponential().charAt(0));
}

function addBoxes(add: Add, { equip, items }: RiskContext, day: string): void {
  const heading = items?.[0]?.hs4;
  for (const { declaredCargoKg } of equip ?? []) {
    const bucket = declaredCargoKg === undefined ? undefined : bucketOf(declaredCargoKg);
    if (bucket !== undefined) add('density', heading, { day: monthOf(day), bucket });
  }
}

function summed(rows: readonly HistoryRow[]): readonly HistoryRow[] {
  const found = new Map<string, HistoryRow>();
  for (const row of rows) {
    const name = `${row.family}|${row.key}|${row.day}|${row.bucket}|${row.at ?? ''}`;
    const known = found.get(name);
    found.set(name, known ? { ...row, n: known.n + row.n, a: known.a + row.a, b: known.b + row.b } : row);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => roundAmounts(row));
}
