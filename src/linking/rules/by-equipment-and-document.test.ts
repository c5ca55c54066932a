import { expect, test } from 'vitest';
import { bill, box, event, refs } from '../../consignment/fact.fixture.ts';
import { byEquipmentAndDocument } from './by-equipment-and-document.ts';
import { matchOf } from './link-context.fixture.ts';

const [ONE, TWO, OTHER] = ['CSQU3054383', 'MSKU9065559', 'TEMU1234565'];
const master = { number: 'M' };
const houses = [bill('H1', { master, equipment: [box(ONE)] }), bill('H2', { master, equipment: [box(TWO)] })];
const load = (number: string, reference = 'BL M') =>
  event('LOAD', '2026-03-01', { equipment: box(number), references: refs(reference) });

test('the box tells which house of a master is meant', () => {
  expect(matchOf(byEquipmentAndDocument, load(TWO), ...houses)).toEqual({
    rule: 'EQUIPMENT_AND_DOCUMENT',
    confidence: 'DERIVED',
    consignments: ['BL|H2'],
    on: 'BL|M',
  });
});

test('a box that no house is known to use is of those whose boxes nobody knows', () => {
  expect(matchOf(byEquipmentAndDocument, load(OTHER), ...houses, bill('H3', { master }))).toMatchObject({
    confidence: 'DERIVED',
    consignments: ['BL|H3'],
  });
});

test('where every house is known to be in other boxes nobody knows whose it is', () => {
  expect(matchOf(byEquipmentAndDocument, load(OTHER), ...houses)).toMatchObject({
    confidence: 'AMBIGUOUS',
    consignments: ['BL|H1', 'BL|H2'],
  });
});

test('the box tells which of two issuers’ numbers is meant; without it nobody knows', () => {
  const bills = [
    bill('A', { document: { number: 'A', issuer: 'MAEU' }, equipment: [box(ONE)] }),
    bill('A', { document: { number: 'A', issuer: 'COSU' }, equipment: [box(TWO)] }),
  ];
  expect(matchOf(byEquipmentAndDocument, load(TWO, 'BL A'), ...bills)).toMatchObject({
    confidence: 'DERIVED',
    consignments: ['BL|A|COSU'],
  });
  expect(matchOf(byEquipmentAndDocument, load(OTHER, 'BL A'), ...bills)).toMatchObject({
    confidence: 'AMBIGUOUS',
    consignments: ['BL|A|COSU', 'BL|A|MAEU'],
  });
});

test('a fact that names no paper is left to the trips', () => {
  expect(
    matchOf(byEquipmentAndDocument, event('LOAD', '2026-03-01', { equipment: box(ONE) }), ...houses),
  ).toBeUndefined();
});
