import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mass } from '../messages/claims.ts';
import type { Claim } from './claim.ts';
import { BOX_MASS, PACKAGE_COUNT, rivalClaims, TOTAL_MASS } from './rival-claims.ts';

const said = <T>(origin: string, value: T, i = 0): Claim<T> => ({ origin, value, fact: `${origin}/${i}` });
const kg = (value: number | string): Mass => ({ value: String(value), unit: 'KGM' });

describe('rival claims', () => {
  test('are none where nobody claims anything', () => {
    expect(rivalClaims([], PACKAGE_COUNT)).toBeUndefined();
  });

  test('go by the first; every word is kept in its order', () => {
    const ranked = [said('customs', 10), said('carrier', 12), said('terminal', 9)];
    expect(rivalClaims(ranked, PACKAGE_COUNT)).toMatchObject({
      best: ranked[0],
      assertions: ranked,
      spread: 3,
      conflict: true,
    });
  });

  test('are what sources say against each other, not what one said before', () => {
    const ranked = [said('customs', 10), said('customs', 99, 1), said('carrier', 10)];
    expect(rivalClaims(ranked, PACKAGE_COUNT)).toMatchObject({ spread: 0, conflict: false });
  });

  test('of a box weight conflict above both 5 % and 500 kg', () => {
    const conflict = (a: number, b: number) =>
      rivalClaims([said('a', kg(a)), said('b', kg(b))], BOX_MASS)?.conflict ?? null;
    expect([conflict(20_000, 20_900), conflict(20_000, 21_000), conflict(20_000, 21_100)]).toEqual([
      false,
      false,
      true,
    ]);
    expect([conflict(2_000, 2_400), conflict(2_000, 2_501)]).toEqual([false, true]);
  });

  test('of a sum conflict above 1 %, whichever unit they use', () => {
    const view = (value: string) =>
      rivalClaims([said('a', kg(10_000)), said('b', { value, unit: 'TNE' } as const)], TOTAL_MASS);
    expect(view('10.1')).toMatchObject({ spread: 100, conflict: false });
    expect(view('10.2')).toMatchObject({ spread: 200, conflict: true });
  });

  test('that are no figures have no spread and no conflict', () => {
    const ranked = [said('a', kg('about ten')), said('b', kg('much'))];
    expect(rivalClaims(ranked, TOTAL_MASS)).toMatchObject({ spread: null, conflict: false });
  });

  test('one source never contradicts itself, and the order of sources never decides on a conflict', () => {
    const words = fc.array(
      fc.record({ origin: fc.constantFrom('a', 'b', 'c'), value: fc.integer({ min: 0, max: 9 }) }),
    );
    fc.assert(
      fc.property(words, fc.constantFrom('a', 'b'), (list, origin) => {
        const ranked = list.map(({ origin, value }, i) => said(origin, value, i));
        const alone = rivalClaims(
          ranked.filter(each => each.origin === origin),
          PACKAGE_COUNT,
        );
        expect(alone?.conflict ?? false).toBe(false);
        const first = ranked.filter((each, i) => ranked.findIndex(other => other.origin === each.origin) === i);
        const [one, other] = [first, [...first].reverse()].map(each => rivalClaims(each, PACKAGE_COUNT));
        expect([one?.spread, one?.conflict]).toEqual([other?.spread, other?.conflict]);
      }),
    );
  });
});
