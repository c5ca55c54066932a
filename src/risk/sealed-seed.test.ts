import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { assessed } from './assess-shipped-pack.fixture.ts';
import { drawnChannel, randomDraw, randomRate } from './random-draw.ts';
import { CREDIT_TIERS } from './rule-pack.ts';
import { drawDay, isPublished, opensSeal, sealedSeeds, seedHash, withRandomDraw } from './sealed-seed.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

const seeds = sealedSeeds(Buffer.from('a key of the tests, of 32 bytes.'));
const { manifest } = shippedPack;
const dayNumber = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

/** A hundred days of a thousand consignments: one draw each, whatever the tier. */
const draws = Array.from({ length: 100 }, (_, n) => {
  const seed = seeds.seedOf(dayNumber(n));
  return Array.from({ length: 1_000 }, (_, i) => randomDraw(seed, `0198-${n}-${i}`));
}).flat();

describe.each(CREDIT_TIERS)('100,000 draws of tier %s', tier => {
  const rate = randomRate(manifest, { tier, focusListed: false, whitelisted: false });
  const channels = draws.map(u => drawnChannel(manifest, u, rate));
  const share = (wanted: (channel: string | undefined) => boolean) => channels.filter(wanted).length / draws.length;

  it('are within 0.3 points of its rate', () => {
    expect(Math.abs(share(channel => channel !== undefined) - rate)).toBeLessThan(0.003);
  });

  it('send a tenth of them to the manual inspection', () => {
    expect(Math.abs(share(channel => channel === 'MANUAL_INSPECTION') - rate / 10)).toBeLessThan(0.001);
  });
});

test('the assessment draws by the rate of the tier, and no credit cancels a draw', () => {
  const drawn = (u: number, tier: string) =>
    assessed({ 'c.randomU': u, 'c.randomRate': null, 'p.importer.tier': tier });
  expect(drawn(0.0039, 'T1').channel).toBe('SCAN');
  expect(drawn(0.0041, 'T1').channel).toBe('RELEASE');
  expect(drawn(0.0003, 'T1').channel).toBe('MANUAL_INSPECTION');
  expect(drawn(0.019, 'T3').channel).toBe('SCAN');
  expect(drawn(0.019, 'T1').channel).toBe('RELEASE');
});

describe('a sealed seed', () => {
  it('is another every day and under every key', () => {
    const year = new Set(Array.from({ length: 366 }, (_, n) => seeds.seedOf(dayNumber(n))));
    expect(year.size).toBe(366);
    expect(sealedSeeds(randomBytes(32)).seedOf('2026-03-09')).not.toBe(seeds.seedOf('2026-03-09'));
  });

  it('is bound by the hash that was published first, which anybody can compute', () => {
    const seed = seeds.seedOf('2026-03-09');
    expect(seedHash(seed)).toBe(createHash('sha256').update(seed).digest('hex'));
    expect(opensSeal(seed, seedHash(seed))).toBe(true);
    expect(opensSeal(seeds.seedOf('2026-03-10'), seedHash(seed))).toBe(false);
  });

  it('says nothing of the next one: who guesses by the seeds, hashes and draws known so far is right by chance only', () => {
    const today = seeds.seedOf('2026-03-09');
    const known = [seedHash(today), seedHash(seeds.seedOf('2026-03-10')), today];
    const guesses = known.map(each => {
      const agree = Array.from({ length: 20_000 }, (_, i) => {
        const truth = randomDraw(seeds.seedOf('2026-03-10'), `CN-${i}`) < 0.2;
        return truth === randomDraw(each, `CN-${i}`) < 0.2;
      });
      return agree.filter(Boolean).length / agree.length;
    });
    for (const share of guesses) expect(Math.abs(share - 0.68)).toBeLessThan(0.015); // 0.2² + 0.8²
  });

  it('is published when its day is over, not before', () => {
    expect(isPublished('2026-03-09', new Date('2026-03-09T23:59:59.999Z'))).toBe(false);
    expect(isPublished('2026-03-09', new Date('2026-03-10T00:00:00.000Z'))).toBe(true);
  });
});

describe('withRandomDraw', () => {
  const bare = { ...cleanContext, c: { ...cleanContext.c, randomU: undefined, randomRate: undefined } };

  it('draws by the day of the declaration, whenever it is judged again', () => {
    const u = withRandomDraw(bare, seeds).c?.randomU;
    expect(u).toBe(randomDraw(seeds.seedOf('2026-03-09'), 'CN-0001'));
    expect(withRandomDraw({ ...bare, now: '2026-03-20T08:00:00.000Z' }, seeds).c?.randomU).toBe(u);
  });

  it('draws what nobody declared, or who declares from the future, by the day of the assessment', () => {
    expect(drawDay({ ...bare, decl: undefined })).toBe('2026-03-10');
    expect(drawDay({ ...bare, decl: { lodgedAt: '2027-01-01T00:00:00.000Z' } })).toBe('2026-03-10');
  });

  it('leaves a draw that is there', () => {
    expect(withRandomDraw(cleanContext, seeds)).toBe(cleanContext);
  });
});
