import { expect, test } from 'vitest';
import { at, bill, box, event } from '../../consignment/fact.fixture.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { byEquipmentAndTime } from './by-equipment-and-time.ts';
import { matchOf } from './link-context.fixture.ts';

const [ONE, TWO, OTHER] = ['CSQU3054383', 'MSKU9065559', 'TEMU1234565'];
const issued = (number: string, day: string, used: string) =>
  bill(number, { issuedAt: at(day), equipment: [box(used)] });
const [march, june, beside] = [
  issued('A', '2026-03-01', ONE),
  issued('Z', '2026-06-01', ONE),
  issued('C', '2026-03-01', TWO),
];
const certificate = (...boxes: readonly string[]): CertificateFact => ({
  kind: 'CERTIFICATE',
  position: { kind: 'MESSAGE' },
  number: 'C',
  type: 'HEALTH',
  status: 'ISSUED',
  issuedAt: at('2026-03-02'),
  parties: [],
  items: [],
  equipment: boxes.map(number => box(number)),
  references: boxes.map(value => ({ scheme: 'CONTAINER', value })),
});

test('the trip whose time it is', () => {
  expect(matchOf(byEquipmentAndTime, event('LOAD', '2026-06-02', { equipment: box(ONE) }), march, june)).toEqual({
    rule: 'EQUIPMENT_AND_TIME',
    confidence: 'DERIVED',
    consignments: ['BL|Z'],
    on: `CONTAINER|${ONE}`,
  });
});

test('two trips that it could be are shown, and neither is chosen', () => {
  expect(matchOf(byEquipmentAndTime, event('LOAD', '2026-05-01', { equipment: box(ONE) }), march, june)).toMatchObject({
    confidence: 'AMBIGUOUS',
    consignments: ['BL|A', 'BL|Z'],
  });
});

test('a box that nobody is known to use is not matched', () => {
  expect(matchOf(byEquipmentAndTime, event('LOAD', '2026-03-02', { equipment: box(OTHER) }), march)).toBeUndefined();
});

test('a paper that names the boxes of two consignments is about both, whichever it names first', () => {
  for (const boxes of [
    [ONE, TWO],
    [TWO, OTHER, ONE],
  ])
    expect(matchOf(byEquipmentAndTime, certificate(...boxes), march, beside)).toMatchObject({
      confidence: 'DERIVED',
      consignments: ['BL|A', 'BL|C'],
    });
});
