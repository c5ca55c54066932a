import { type Sketch, sketchSize } from './sketch.ts';

/** Mean absolute deviation of leading digits from Benford's law (Nigrini 2012): above 0.015 the figures do not conform. 0 of nothing. */
export function digitDeviation(digits: Sketch): number {
  const size = sketchSize(digits);
  if (size === 0) return 0;
  let deviation = 0;
  for (let digit = 1; digit <= 9; digit++) {
    deviation += Math.abs((digits.get(digit) ?? 0) / size - Math.log10(1 + 1 / digit));
  }
  return deviation / 9;
}
