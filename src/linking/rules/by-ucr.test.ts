import { expect, test } from 'vitest';
import { bill, box, declaration, event, refs } from '../../consignment/fact.fixture.ts';
import { byUcr } from './by-ucr.ts';
import { matchOf } from './link-context.fixture.ts';

const departed = (reference: string, more = {}) =>
  event('GOODS_DEPARTED', '2026-03-01', { references: refs(reference), ...more });
const declared = ['1', '2'].map(n => declaration(`D${n}`, { references: refs(`UCR_D U${n}`, 'UCR_M X') }));

test('one of type D is one consignment', () => {
  expect(matchOf(byUcr, departed('UCR_D U1'), bill('A', { references: refs('UCR_D U1') }))).toEqual({
    rule: 'UCR',
    confidence: 'ASSERTED',
    consignments: ['BL|A'],
    on: 'UCR_D|U1',
  });
});

test('one of type M is all that were declared under it, unless a box is named', () => {
  expect(matchOf(byUcr, departed('UCR_M X'), ...declared)).toEqual({
    rule: 'UCR',
    confidence: 'DERIVED',
    consignments: ['DECLARATION|D1', 'DECLARATION|D2'],
    on: 'UCR_M|X',
  });
  const onBox = { equipment: box('CSQU3054383'), references: refs('UCR_M X') };
  expect(matchOf(byUcr, departed('UCR_M X', onBox), ...declared)).toBeUndefined();
});

test('one of type M that covers nothing yet is not matched', () => {
  expect(matchOf(byUcr, departed('UCR_M X'))).toBeUndefined();
});
