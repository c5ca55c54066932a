import type { Mass } from '../messages/claims.ts';
import type { TransportDocumentFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { Claims } from './claim.ts';
import type { IssueEntry } from './consignment-slice.ts';
import { massInKilograms } from './mass-in-kilograms.ts';
import { originsOf, type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { CARRIAGE_RANK, rankClaims } from './rank-claims.ts';
import { compareText } from './revision-order.ts';

type Bill = PlacedFact<TransportDocumentFact>;

/** Weights and packages may differ by so much, for they are rounded and repacked: facts on split bills, "weights must sum ±1 %". */
const TOLERANCE = 0.01;

interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

/**
 * A bill that was split states what its parts state together, and one that was merged what those it came from did. `beside` are the parts
 * that other consignments have.
 */
export function splitSumIssues(facts: readonly PlacedFact[], beside: readonly PlacedFact[]): IssueEntry[] {
  const bills = placedOfKind([...facts, ...beside], 'TRANSPORT_DOCUMENT').filter(each => each.effective);
  const of = (number: string) => bills.filter(each => normaliseNumber(each.known.fact.document.number) === number);
  return sumsOf(bills).flatMap(({ whole, parts }) => [
    ...differ('SPLIT_WEIGHT_MISMATCH', 'kg', whole, parts, number => weight(of(number)), of),
    ...differ('SPLIT_PACKAGES_MISMATCH', 'packages', whole, parts, number => packages(of(number)), of),
  ]);
}

function sumsOf(bills: readonly Bill[]): Sum[] {
  const sums = new Map<string, Set<string>>();
  for (const { known } of bills) {
    const own = normaliseNumber(known.fact.document.number);
    for (const { type, number } of known.fact.relations ?? []) {
      const other = normaliseNumber(number);
      const [whole, part] = type === 'SPLIT_FROM' ? [other, own] : type === 'MERGED_FROM' ? [own, other] : [];
      if (whole !== undefined && part !== undefined && whole !== part)
        sums.set(whole, (sums.get(whole) ?? new Set()).add(part));
    }
  }
  return [...sums]
    .map(([whole, parts]) => ({ whole, parts: [...parts].sort() }))
    .sort((a, b) => compareText(a.whole, b.whole));
}

function differ(
  code: 'SPLIT_WEIGHT_MISMATCH' | 'SPLIT_PACKAGES_MISMATCH',
  unit: string,
  whole: string,
  parts: readonly string[],
  measure: (number: string) => number | undefined,
  stating: (number: string) => readonly Bill[],
): IssueEntry[] {
  const total = measure(whole);
  const shares = parts.flatMap(part => measure(part) ?? []);
  const [by] = [...stating(whole)].sort((a, b) => compareText(a.known.id, b.known.id));
  if (total === undefined || !by || parts.length < 2 || shares.length < parts.length) return [];
  const sum = shares.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - total) <= TOLERANCE * total) return [];
  return [
    {
      ...statedBy(by),
      origins: originsOf([whole, ...parts].flatMap(stating)),
      code,
      severity: 'WARNING',
      message: `Bill ${whole} states ${figure(total)} ${unit}; ${parts.join(', ')} state ${figure(sum)} together.`,
      remedy: 'Compare the bills with the packing list, and correct the one that is wrong.',
      position: by.known.fact.position,
    },
  ];
}

function figure(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function weight(bills: readonly Bill[]): number | undefined {
  return massInKilograms(best(rankClaims<Mass, TransportDocumentFact>(bills, CARRIAGE_RANK, fact => fact.grossMass)));
}

function packages(bills: readonly Bill[]): number | undefined {
  return best(rankClaims<number, TransportDocumentFact>(bills, CARRIAGE_RANK, fact => fact.packages));
}

function best<T>(claims: Claims<T>): T | undefined {
  return claims[0]?.value;
}
