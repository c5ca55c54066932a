import { expect, test } from 'vitest';
import type { LegEntry } from '../consignment/consignment-slice.ts';
import type { DeclarationEntry } from '../consignment/customs-slice.ts';
import type { PlaceClaim } from '../messages/claims.ts';
import { missingTransits } from './missing-transit.ts';
import type { CustomsMove } from './port-group.ts';

const claims = (country: string) => {
  const value: PlaceClaim = { codes: [], country };
  return [{ value, origin: 'carrier', fact: `in ${country}` }];
};
const legs = (['TRANSIT', 'BORDER'] as const).map(
  (move, i) => ({ sequence: i + 1, mode: 'RAIL', from: claims('CN'), to: claims('CN'), move }) as unknown as LegEntry,
);
const moveOf = (leg: LegEntry) => (leg as unknown as { move: CustomsMove }).move;
const transit = (status: string) => ({ direction: 'TRANSIT', status }) as DeclarationEntry;
const missing = (of: readonly LegEntry[], to: string, ...declarations: readonly DeclarationEntry[]) =>
  missingTransits({ legs: of, origin: claims('CN'), destination: claims(to) }, { declarations }, moveOf).length;

test('a leg within the country asks for a transit declaration where the goods go abroad', () => {
  expect(missing(legs, 'SG')).toBe(1);
  expect(missing(legs, 'CN')).toBe(1); // its next leg crosses the border
  expect(missing(legs.slice(0, 1), 'CN')).toBe(0);
  expect(missing(legs.slice(1), 'SG')).toBe(0);
});

test('one that was lodged answers it, one that has no effect does not', () => {
  expect(missing(legs, 'SG', transit('LODGED'))).toBe(0);
  expect(missing(legs, 'SG', transit('INVALIDATED'))).toBe(1);
});
