import { describe, expect, it } from 'vitest';
import { drawnChannel, randomDraw, randomRate } from './random-draw.ts';
import { CREDIT_TIERS } from './rule-pack.ts';
import { shippedPack } from './shipped-pack.fixture.ts';

const { manifest } = shippedPack;

const draws = Array.from({ length: 100_000 }, (_, i) => randomDraw('seed of the day', `CN-${i}`));

describe('randomDraw', () => {
  it('is the same for the same seed and consignment, and another for any other', () => {
    expect(randomDraw('seed of the day', 'CN-0001')).toBe(randomDraw('seed of the day', 'CN-0001'));
    expect(randomDraw('seed of the day', 'CN-0001')).not.toBe(randomDraw('seed of the day', 'CN-0002'));
    expect(randomDraw('seed of the day', 'CN-0001')).not.toBe(randomDraw('another seed', 'CN-0001'));
  });

  it.each(CREDIT_TIERS)('draws 100,000 consignments of tier %s within 0.3 points of its rate', tier => {
    const rate = randomRate(manifest, { tier, focusListed: false, whitelisted: false });
    const drawn = draws.map(u => drawnChannel(manifest, u, rate));
    const share = (of: (channel: string | undefined) => boolean) => (100 * drawn.filter(of).length) / drawn.length;
    expect(Math.abs(share(channel => channel !== undefined) - 100 * rate)).toBeLessThan(0.3);
    expect(Math.abs(share(channel => channel === 'MANUAL_INSPECTION') - 10 * rate)).toBeLessThan(0.3);
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
