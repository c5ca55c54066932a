import { canonicalJson } from '../consignment/canonical-json.ts';
import type { Claims } from '../consignment/claim.ts';
import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';
import { countryOf } from '../consignment/filter-rows.ts';
import type { Rivalry } from '../consignment/rival-claims.ts';
import type { PlaceClaim } from '../messages/claims.ts';
import type { PlaceBook } from './place-book.ts';

/** Where the goods go, by whoever says so: a port of discharge stands in only where nobody does, and contradicts no inland destination. */
export function statedDestinations({
  destination,
  placeOfDischarge,
}: Pick<ConsignmentSlice, 'destination' | 'placeOfDischarge'>): Claims<PlaceClaim> {
  const key = ({ origin, value }: Claims<PlaceClaim>[number]) => `${origin}|${canonicalJson(value)}`;
  const ports = new Set(placeOfDischarge.map(key));
  const keys = destination.map(key);
  const distinct = destination.filter((claim, i) => keys.indexOf(key(claim)) === i);
  // Who names the port of discharge as the destination too says it twice.
  const isStated = (named: string) => !ports.has(named) || keys.indexOf(named) !== keys.lastIndexOf(named);
  const stated = distinct.filter(claim => isStated(key(claim)));
  return stated.length > 0 ? stated : distinct;
}

/**
 * Two destinations differ where they are two places of which none lies in the other on the day, by whichever codes they are named; places in
 * no table by codes of one scheme, else by their countries. A country is no rival of a port in it.
 */
export function destinationRivalry(book: PlaceBook, day: string): Rivalry<PlaceClaim> {
  const areInConflict = (a: PlaceClaim, b: PlaceClaim) => {
    const [one, other] = [a, b].map(({ codes }) => book.find({ codes, day }));
    if (one?.kind === 'FOUND' && other?.kind === 'FOUND') return !book.areOneWithin(one.place, other.place, day);
    const same = a.codes.flatMap(code =>
      b.codes.filter(({ scheme }) => scheme === code.scheme).map(each => [code, each]),
    );
    if (same.length > 0) return same.every(([code, each]) => code?.value !== each?.value);
    const [from, to] = [countryOf(a), countryOf(b)];
    return from !== undefined && to !== undefined && from !== to;
  };
  return { measure: () => undefined, areInConflict, rule: 'Any difference: places of which none lies in the other.' };
}
