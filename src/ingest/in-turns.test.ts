import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

test('does each in order, and lets others work in between', async () => {
  let turns = 0;
  const others = setInterval(() => turns++, 0);
  const work = (n: number) => {
    for (const until = performance.now() + 8; performance.now() < until; );
    return n * 2;
  };
  expect(await inTurns([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], work)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  clearInterval(others);
  expect(turns).toBeGreaterThan(1);
});
