import { expect, test } from 'vitest';
import { breakerOf } from '../../partners/pull-breaker.ts';
import { afterPoll, INITIAL_PULL, type PullState } from './pull-state.ts';

const pull = { everySeconds: 60 };
const now = new Date('2026-11-01T00:00:00Z');
const later = new Date('2026-11-01T00:05:00Z');

function failing(times: number, chance = 0): readonly number[] {
  let state: PullState = { etag: '"a"', cursor: 'c', failures: 0 };
  return Array.from({ length: times }, () => {
    const next = afterPoll(state, { ok: false }, pull, chance);
    expect(next.state).toMatchObject({ etag: '"a"', cursor: 'c' });
    state = next.state;
    return next.waitSeconds;
  });
}

test('a poll that works waits for the declared time and moves the cursor', () => {
  const next = afterPoll({ ...INITIAL_PULL, failures: 7 }, { ok: true, etag: '"b"', cursor: 'd' }, pull, 0.5);
  expect(next).toEqual({ state: { etag: '"b"', cursor: 'd', failures: 0 }, waitSeconds: 60 });
});

test('pauses double, from the fifth failure on much longer, never beyond an hour; the cursor stays', () => {
  expect(failing(10)).toEqual([1, 2, 4, 8, 150, 300, 600, 1200, 1800, 1800]);
  expect(failing(400).at(-1)).toBe(1800);
  expect(failing(400, 0.999).at(-1)).toBeLessThan(3600);
});

test('chance spreads the pause over its upper half', () => {
  expect(failing(1, 0)).toEqual([1]);
  expect(failing(1, 0.5)).toEqual([1.5]);
});

test('the other side’s Retry-After is respected, up to an hour', () => {
  const wait = (retryAfterSeconds: number) =>
    afterPoll(INITIAL_PULL, { ok: false, retryAfterSeconds }, pull, 0).waitSeconds;
  expect([wait(120), wait(0.1), wait(1e9)]).toEqual([120, 1, 3600]);
});

test('the circuit opens at the fifth failure, and is tried when its pause is over', () => {
  expect(breakerOf(4, later, now)).toBe('CLOSED');
  expect(breakerOf(5, later, now)).toBe('OPEN');
  expect(breakerOf(5, now, later)).toBe('HALF_OPEN');
});
