import { expect, test } from 'vitest';
import { at, bill, box, event, refs } from '../../consignment/fact.fixture.ts';
import { bySealAndTime } from './by-seal-and-time.ts';
import { matchOf } from './link-context.fixture.ts';

const sealed = bill('A', {
  issuedAt: at('2026-03-01'),
  equipment: [box('CSQU3054383', { seals: [{ number: 'S1' }] })],
});
const inspected = (day: string, seal = 'S1') => event('INSPECTED', day, { references: refs(`SEAL ${seal}`) });

test('the consignment whose box carried the seal at that time', () => {
  expect(matchOf(bySealAndTime, inspected('2026-03-02'), sealed)).toEqual({
    rule: 'SEAL_AND_TIME',
    confidence: 'DERIVED',
    consignments: ['BL|A'],
    on: 'SEAL|S1',
  });
});

test('not a year later, when the number is on another seal, and not another seal', () => {
  expect(matchOf(bySealAndTime, inspected('2027-03-02'), sealed)).toBeUndefined();
  expect(matchOf(bySealAndTime, inspected('2026-03-02', 'S2'), sealed)).toBeUndefined();
});
