import type { Fact, FactKind } from '../messages/fact.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Claim, Claims } from './claim.ts';
import type { PlacedFact } from './placed-fact.ts';
import { compareRevisions, compareText } from './revision-order.ts';

/** Which kind of fact is believed first. Kinds that are not listed come last. */
export type SourceRank = readonly FactKind[];

/** What was agreed for carriage: the bill before what was booked or declared. */
export const CARRIAGE_RANK: SourceRank = [
  'TRANSPORT_DOCUMENT',
  'RAIL_NOTE',
  'BOOKING',
  'DECLARATION',
  'PARTNER_RECORD',
];
/** What the goods are: what was declared to customs under penalty, before what carriers were told. */
export const GOODS_RANK: SourceRank = [
  'DECLARATION',
  'TRANSPORT_DOCUMENT',
  'RAIL_NOTE',
  'PARTNER_RECORD',
  'CERTIFICATE',
  'BOOKING',
];
/** What was seen on the box: the terminal's event before any paper. */
export const PHYSICAL_RANK: SourceRank = [
  'EVENT',
  'INSPECTION',
  'RAIL_NOTE',
  'TRANSPORT_DOCUMENT',
  'DECLARATION',
  'BOOKING',
];

/**
 * The claims that facts make about one field, best first: by kind of source, then the newest revision, then content. A pure
 * order of what is said (law 1.3): arrival never decides. The same value of the same origin is listed once.
 */
export function rankClaims<T, F extends Fact = Fact>(
  facts: readonly PlacedFact<F>[],
  rank: SourceRank,
  read: (fact: F) => T | undefined,
): Claims<T> {
  const claims = facts
    .flatMap(each => {
      const value = each.effective ? read(each.known.fact) : undefined;
      return value === undefined ? [] : [{ each, value }];
    })
    .sort((a, b) => rankOf(a.each, rank) - rankOf(b.each, rank) || compareRevisions(b.each.known, a.each.known))
    .map(({ each, value }): Claim<T> => ({ value, origin: each.known.origin, fact: each.known.id }));
  return withoutEcho(claims);
}

/** Claims that were gathered otherwise, in the same total order of content. */
export function sortClaims<T>(claims: Claims<T>): Claims<T> {
  return withoutEcho([...claims].sort((a, b) => compareText(a.origin, b.origin) || compareText(a.fact, b.fact)));
}

function rankOf(each: PlacedFact, rank: SourceRank): number {
  const at = rank.indexOf(each.known.fact.kind);
  return at === -1 ? rank.length : at;
}

function withoutEcho<T>(claims: Claims<T>): Claims<T> {
  const seen = new Set<string>();
  return claims.filter(claim => {
    const text = `${claim.origin}|${canonicalJson(claim.value)}`;
    return seen.has(text) ? false : seen.add(text);
  });
}
