import { describe, expect, test } from 'vitest';
import type { Claim } from '../consignment/claim.ts';
import { rivalClaims } from '../consignment/rival-claims.ts';
import type { PlaceClaim, PlaceScheme } from '../messages/claims.ts';
import { PlaceBook } from './place-book.ts';
import type { PlaceEntry } from './place-entry.ts';
import { composePlace } from './place-record.ts';
import { destinationRivalry, statedDestinations } from './rival-destinations.ts';

const place = (value: string, scheme: PlaceScheme = 'UNLOCODE'): PlaceClaim => ({ codes: [{ scheme, value }] });
const said = (origin: string, value: PlaceClaim): Claim<PlaceClaim> => ({ origin, value, fact: `${origin}/1` });

const ENTRIES: readonly PlaceEntry[] = [
  { id: 'port', kind: 'PORT', codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' }] },
  { id: 'area', kind: 'PORT_AREA', parents: [{ id: 'port' }], codes: [{ scheme: 'CN_CUSTOMS', value: '0202' }] },
  { id: 'other', kind: 'PORT', codes: [{ scheme: 'UNLOCODE', value: 'CNTAO' }] },
];
const book = new PlaceBook(ENTRIES.flatMap(entry => composePlace([{ source: 'corridor', entry }]) ?? []));
const conflict = (...places: PlaceClaim[]) =>
  rivalClaims(
    places.map((each, i) => said(`s${i}`, each)),
    destinationRivalry(book, '2026-03-01'),
  )?.conflict;

describe('destinations', () => {
  test('are one by whichever codes, and where one lies in the other', () => {
    expect(conflict(place('CNTXG'), place('CNTXG'))).toBe(false);
    expect(conflict(place('CNTXG'), place('0202', 'CN_CUSTOMS'))).toBe(false);
    expect(conflict(place('CNTXG'), place('CNTAO'))).toBe(true);
    expect(conflict(place('0202', 'CN_CUSTOMS'), place('CNTAO'))).toBe(true);
  });

  test('in no table differ by code or by country; a country is no rival of a port in it', () => {
    expect(conflict(place('SGSIN'), place('SGJUR'))).toBe(true);
    expect(conflict(place('SGSIN'), { codes: [], country: 'SG' })).toBe(false);
    expect(conflict(place('SGSIN'), { codes: [], country: 'MY' })).toBe(true);
    expect(conflict(place('SGSIN'), { codes: [], name: 'Singapore' })).toBe(false);
  });

  test('are stated: a port of discharge stands in only where nobody states one', () => {
    const [port, inland] = [said('carrier', place('CNSHA')), said('railway', place('CNCKG'))];
    const stated = (destination: Claim<PlaceClaim>[]) =>
      statedDestinations({ destination, placeOfDischarge: [port] }).map(each => each.value);
    expect(stated([port])).toEqual([port.value]);
    expect(stated([inland, port])).toEqual([inland.value]);
    expect(stated([port, inland, port])).toEqual([port.value, inland.value]);
  });
});
