import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, percentileOf, quantile, type Sketch, sketchSize, variation } from './sketch.ts';

const price = fc.double({ min: 0.01, max: 100_000, noNaN: true });

function sketchOf(values: readonly number[]): Sketch {
  const found = new Map<number, number>();
  for (const value of values) {
    const bucket = bucketOf(value) ?? 0;
    found.set(bucket, (found.get(bucket) ?? 0) + 1);
  }
  return found;
}

test('a quantile is off by half a bucket at most: 4.5 %', () => {
  fc.assert(
    fc.property(fc.array(price, { minLength: 1, maxLength: 200 }), fc.constantFrom(0.05, 0.5, 0.95), (values, q) => {
      const exact = values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? 0;
      const found = quantile(sketchOf(values), q) ?? 0;
      expect(Math.abs(found / exact - 1)).toBeLessThan(0.0455);
    }),
    { numRuns: 500 },
  );
});

test('sketches add up: two halves say what the whole says', () => {
  fc.assert(
    fc.property(fc.array(price, { minLength: 2, maxLength: 100 }), values => {
      const half = Math.floor(values.length / 2);
      const sum = new Map(sketchOf(values.slice(0, half)));
      for (const [bucket, count] of sketchOf(values.slice(half))) sum.set(bucket, (sum.get(bucket) ?? 0) + count);
      expect(quantile(sum, 0.5)).toBe(quantile(sketchOf(values), 0.5));
      expect(sketchSize(sum)).toBe(values.length);
    }),
  );
});

test('the percentile of the lowest is near 0, of the highest near 1; of nothing there is none', () => {
  const sketch = sketchOf([1, 2, 4, 8, 16, 32, 64, 128]);
  expect(percentileOf(sketch, 0.5)).toBe(0);
  expect(percentileOf(sketch, 500)).toBe(1);
  expect(percentileOf(sketch, 1)).toBe(1 / 16);
  expect(percentileOf(new Map(), 1)).toBeUndefined();
  expect(quantile(new Map(), 0.5)).toBeUndefined();
});

test('a price that never varies has no variation', () => {
  expect(variation(sketchOf([5, 5, 5]))).toBeCloseTo(0);
  expect(variation(sketchOf([1, 10]))).toBeGreaterThan(0.7);
});
