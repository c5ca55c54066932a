import type { DeclarationEntry, DeclarationVersionEntry } from '../../consignment/customs-slice.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { RiskRecord } from '../risk-context.ts';
import { mastersAbove } from './bills-part.ts';
import { dollars, instantOf, kilograms, sumOf, unique } from './claim-values.ts';
import { hasLeft } from './consignment-part.ts';
import { type GraphView, quoted } from './graph-view.ts';
import { declaredItems } from './items-part.ts';

export type Declaration = RiskRecord<'Decl'>;

/**
 * `entry` is when the means of transport entered the country. Goods that still stand in the port without a declaration have none: "".
 * Goods that left were declared, and it did not reach the hub: unknown.
 */
export function declarationPart(view: GraphView, entry: string | undefined): Declaration {
  const { declaration, now } = view;
  if (!declaration) return { no: hasLeft(view) === false ? '' : undefined, transportEntryAt: entry };
  return {
    no: declaration.number ?? declaration.localReference ?? '',
    blNo: billNumberOf(declaration, view),
    incoterm: declaration.incoterm ?? undefined,
    lodgedAt: instantOf(declaration.lodgedAt),
    lodgedHour: localHour(declaration.lodgedAt),
    packages: declaration.packages ?? undefined,
    containers: billsQuoted(declaration, view).length > 1 ? undefined : declaration.equipment,
    amendments: amendmentsOf(declaration),
    transportEntryAt: entry,
    ...figures(declaration, view),
    ...steps(declaration, view),
    ...procedure(declaration, now),
  };
}

function figures(declaration: DeclarationEntry, view: GraphView): Declaration {
  const items = declaredItems(declaration, view);
  const invoiceTotalUsd = dollars(declaration.value);
  return {
    grossKg: kilograms(declaration.grossMass),
    netKg: sumOf(items.map(item => kilograms(item.netMass))),
    valueUsd: sumOf(items.map(item => dollars(item.value))) ?? invoiceTotalUsd,
    invoiceTotalUsd,
  };
}

/** UCC annex B, DE 1/2: B, C, E and F are simplified declarations, which a supplementary one (X, Y, Z) completes. */
const SIMPLIFIED = /^(IM|EX|CO)[BCEF]$/;

const SUPPLEMENTARY = /^(IM|EX|CO)[XYZ]$/;

/** A declaration made in one step is its own summary: nothing can have drifted. One in two steps is compared with its first. */
function steps(declaration: DeclarationEntry, view: GraphView): Declaration {
  if (SIMPLIFIED.test(declaration.typeCode ?? '')) return { kind: 'SUMMARY', fullLodged: false };
  if (!SUPPLEMENTARY.test(declaration.typeCode ?? ''))
    return { kind: 'FULL', fullLodged: true, ...summary(declaration, view) };
  const first = view.document.customs.declarations.find(
    each => each.country === declaration.country && SIMPLIFIED.test(each.typeCode ?? ''),
  );
  return { kind: 'FULL', fullLodged: true, ...(first && summary(first, view)) };
}

function summary(declaration: DeclarationEntry, view: GraphView): Declaration {
  const chapters = declaredItems(declaration, view).map(item => item.hsCode?.slice(0, 2));
  return {
    summaryGrossKg: kilograms(declaration.grossMass),
    summaryChapters: unique(chapters),
    summaryAt: instantOf(declaration.lodgedAt),
  };
}

/** UCC DE 1/10: 71 customs warehousing, 78 free zone. Of other procedures stock and term are none, and a term of none runs from now. */
function procedure({ procedure: code }: DeclarationEntry, now: string): Declaration {
  if (code === null) return {};
  if (/^7[18]/.test(code)) return { procedure: 'BONDED', valueAddedShare: 0 };
  return { procedure: code, bondedSince: now, bondedMaxDays: 0, bondedStockVariance: 0, valueAddedShare: 0 };
}

/** "" where it quotes no bill. Of several, its figures and boxes belong to all of them together, so that none is compared. */
function billNumberOf(declaration: DeclarationEntry, view: GraphView): string | undefined {
  const bills = billsQuoted(declaration, view);
  return bills.length > 1 ? undefined : (bills[0] ?? (view.quotedWith(declaration.fact).length > 0 ? '' : undefined));
}

function billsQuoted(declaration: DeclarationEntry, view: GraphView): readonly string[] {
  const masters = new Set(mastersAbove(view));
  const bills = quoted(view.quotedWith(declaration.fact), 'BL');
  return bills.length > 1 ? bills.filter(number => !masters.has(number)) : bills;
}

/** The hour on the clock of who wrote it. An instant in UTC does not show it. */
function localHour(time: TimeValue | null): number | undefined {
  if (!time || time.precision === 'DAY' || time.raw.endsWith('Z')) return undefined;
  const hour = time.raw.replace(/\D/g, '').slice(8, 10);
  return hour.length === 2 ? Number(hour) : undefined;
}

function amendmentsOf(declaration: DeclarationEntry): Declaration['amendments'] {
  const selectedAt = selection(declaration);
  return declaration.versions
    .filter(version => version.function === 'AMENDMENT')
    .flatMap(version =>
      version.changes.map(({ pointer, value }) => ({
        field: amendedField(pointer),
        at: version.at ?? undefined,
        afterSelection: isAfter(version, selectedAt),
        newText: value ?? '',
      })),
    );
}

/** When customs told the declarant that it will control (WCO response 05) or wants papers (06). */
function selection({ notifications }: DeclarationEntry): string | undefined {
  return notifications.find(each => each.functionCode === '05' || each.functionCode === '06')?.at ?? undefined;
}

function isAfter({ at }: DeclarationVersionEntry, selectedAt: string | undefined): boolean | undefined {
  if (selectedAt === undefined) return false;
  return at === null ? undefined : at > selectedAt;
}

/** The element that a WCO Data Model 3 pointer ends in. A pointer that no rule asks for stays as it is. */
const FIELDS: Readonly<Record<string, string>> = {
  '126': 'grossKg', // gross mass of an item
  '128': 'netKg',
  '131': 'grossKg', // total gross mass
  '137': 'description',
  '145': 'hs', // commodity classification
};

function amendedField(pointer: string): string {
  if (pointer.includes('79A/')) return 'value'; // InvoiceLine
  return FIELDS[pointer.slice(pointer.lastIndexOf('/') + 1)] ?? pointer;
}
