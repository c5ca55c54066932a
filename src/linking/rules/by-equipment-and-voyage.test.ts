import { expect, test } from 'vitest';
import { at, bill, box, event, refs } from '../../consignment/fact.fixture.ts';
import { byEquipmentAndVoyage } from './by-equipment-and-voyage.ts';
import { matchOf } from './link-context.fixture.ts';

const B = 'CSQU3054383';
const aboard = (number: string, day: string, voyage: string) =>
  bill(number, { issuedAt: at(day), equipment: [box(B)], references: refs(`VOYAGE ${voyage}`) });
const load = (...voyages: readonly string[]) =>
  event('LOAD', '2026-03-05', { equipment: box(B), references: refs(...voyages.map(each => `VOYAGE ${each}`)) });
const [march, april] = [aboard('A', '2026-03-01', 'IMO:1/1E'), aboard('Z', '2026-04-01', 'IMO:1/2E')];

test('the trip of the box on that voyage', () => {
  expect(matchOf(byEquipmentAndVoyage, load('IMO:1/2E'), march, april)).toEqual({
    rule: 'EQUIPMENT_AND_VOYAGE',
    confidence: 'DERIVED',
    consignments: ['BL|Z'],
    on: `CONTAINER|${B}`,
  });
});

test('not another voyage, not another vessel’s, and not a fact that names no voyage', () => {
  expect(matchOf(byEquipmentAndVoyage, load('IMO:1/3E'), march, april)).toBeUndefined();
  expect(matchOf(byEquipmentAndVoyage, load('IMO:2/1E'), march, april)).toBeUndefined();
  expect(matchOf(byEquipmentAndVoyage, load(), march, april)).toBeUndefined();
});

test('a stay that ends one voyage and begins the next leaves it to the time', () => {
  expect(matchOf(byEquipmentAndVoyage, load('IMO:1/1E', 'IMO:1/2E'), march, april)).toBeUndefined();
});
