import { expect, test } from 'vitest';
import { wilsonLowerBound } from './wilson-bound.ts';

test('the lower bound is below the share, and nears it with more trials', () => {
  expect(wilsonLowerBound(0, 0)).toBe(0);
  expect(wilsonLowerBound(0, 50)).toBe(0);
  expect(wilsonLowerBound(5, 10)).toBeCloseTo(0.2366, 3);
  expect(wilsonLowerBound(500, 1000)).toBeCloseTo(0.4691, 3);
  expect(wilsonLowerBound(10, 10)).toBeLessThan(1);
});
