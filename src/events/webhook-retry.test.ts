import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeAttempt, TRY_FOR_MS } from './webhook-retry.ts';

const now = new Date('2026-03-01T00:00:00Z');
const fresh = { failures: 0, failingForMs: 0, now };

test('2xx is taken, 410 is the end, everything else is tried again', () => {
  expect(judgeAttempt({ status: 204 }, fresh, 0)).toEqual({ kind: 'TAKEN' });
  expect(judgeAttempt({ status: 410 }, fresh, 0)).toEqual({ kind: 'GONE' });
  for (const status of [undefined, 301, 400, 429, 500]) {
    expect(judgeAttempt({ status }, fresh, 0)).toEqual({ kind: 'AGAIN', afterMs: 5_000 });
  }
});

test('the wait doubles, and Retry-After lengthens it, in seconds or as a date', () => {
  expect(judgeAttempt({ status: 503 }, { ...fresh, failures: 3 }, 0)).toEqual({ kind: 'AGAIN', afterMs: 40_000 });
  expect(judgeAttempt({ status: 429, retryAfter: '120' }, fresh, 0)).toEqual({ kind: 'AGAIN', afterMs: 120_000 });
  const retryAfter = 'Sun, 01 Mar 2026 00:10:00 GMT';
  expect(judgeAttempt({ status: 503, retryAfter }, fresh, 0)).toEqual({ kind: 'AGAIN', afterMs: 600_000 });
});

test('after 72 h it is a dead letter, and never before', () => {
  const attempt = fc.record({
    status: fc.constantFrom(undefined, 500, 404),
    retryAfter: fc.option(fc.nat().map(String), { nil: undefined }),
  });
  const property = fc.property(
    attempt,
    fc.nat(60),
    fc.nat(TRY_FOR_MS * 2),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    (given, failures, failingForMs, chance) => {
      const verdict = judgeAttempt(given, { failures, failingForMs, now }, chance);
      expect(verdict.kind).toBe(failingForMs >= TRY_FOR_MS ? 'DEAD' : 'AGAIN');
      if (verdict.kind === 'AGAIN') expect(failingForMs + verdict.afterMs).toBeLessThanOrEqual(TRY_FOR_MS);
    },
  );
  fc.assert(property);
});
