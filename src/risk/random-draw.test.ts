import { describe, expect, it } from 'vitest';
import { drawnChannel, randomDraw, randomRate } from './random-draw.ts';
import { shippedPack } from './shipped-pack.fixture.ts';

const { manifest } = shippedPack;

describe('randomDraw', () => {
  it('is the same for the same seed and consignment, and another for any other', () => {
    expect(randomDraw('seed of the day', 'CN-0001')).toBe(randomDraw('seed of the day', 'CN-0001'));
    expect(randomDraw('seed of the day', 'CN-0001')).not.toBe(randomDraw('seed of the day', 'CN-0002'));
    expect(randomDraw('seed of the day', 'CN-0001')).not.toBe(randomDraw('another seed', 'CN-0001'));
  });

  it('is uniform: 2% of 20,000 consignments are under 0.02', () => {
    const under = Array.from({ length: 20_000 }, (_, i) => randomDraw('seed', `CN-${i}`)).filter(u => u < 0.02).length;
    expect(under).toBeGreaterThan(330);
    expect(under).toBeLessThan(470);
  });
});

describe('randomRate', () => {
  it.each([
    [{ tier: 'T1', focusListed: false, whitelisted: false }, 0.004],
    [{ tier: 'T3', focusListed: true, whitelisted: false }, 0.1],
    [{ tier: 'T5', focusListed: true, whitelisted: false }, 1],
    [{ tier: 'T4', focusListed: true, whitelisted: true }, 0.002],
    [{ tier: 'T1', focusListed: false, whitelisted: true }, 0.002],
  ] as const)('%o draws at %d', (stratum, rate) => expect(randomRate(manifest, stratum)).toBeCloseTo(rate, 10));
});

describe('drawnChannel', () => {
  it('sends a tenth of the draws past the scanner', () => {
    expect(drawnChannel(manifest, 0.0019, 0.02)).toBe('MANUAL_INSPECTION');
    expect(drawnChannel(manifest, 0.002, 0.02)).toBe('SCAN');
    expect(drawnChannel(manifest, 0.02, 0.02)).toBeUndefined();
  });
});
