import { expect, it } from 'vitest';
import { sumMasses } from './edifact-mass.ts';

it('adds kilograms, tonnes, grams and pounds without rounding', () => {
  expect(sumMasses([])).toBeUndefined();
  expect(
    sumMasses([
      { value: '0.1', unit: 'KGM' },
      { value: '0.2', unit: 'KGM' },
    ]),
  ).toEqual({ value: '0.3', unit: 'KGM' });
  expect(
    sumMasses([
      { value: '12500.5', unit: 'KGM' },
      { value: '1.25', unit: 'TNE' },
      { value: '500', unit: 'GRM' },
      { value: '100', unit: 'LBR' },
    ]),
  ).toEqual({ value: '13796.359237', unit: 'KGM' });
  expect(sumMasses([{ value: '.5', unit: 'TNE' }])).toEqual({ value: '500', unit: 'KGM' });
});
