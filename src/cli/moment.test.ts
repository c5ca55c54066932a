import { expect, test } from 'vitest';
import { momentOf } from './moment.ts';

const NOW = new Date('2026-03-10T12:00:00Z');

test.each([
  ['2026-03-10', '2026-03-10T00:00:00.000Z'],
  ['2026-03-10T08:00:00+08:00', '2026-03-10T00:00:00.000Z'],
  ['2026-03-10T08:00Z', '2026-03-10T08:00:00.000Z'],
  ['90m', '2026-03-10T10:30:00.000Z'],
  ['36h', '2026-03-09T00:00:00.000Z'],
  ['7d', '2026-03-03T12:00:00.000Z'],
])('%s is %s', (text, moment) => {
  expect(momentOf(text, NOW).toISOString()).toBe(moment);
});

test.each(['', 'yesterday', '2026-02-31T25:00Z', '2026-03-10T08:00:00', '10', '-3h', '2026-13-01'])(
  '%s is none',
  text => {
    expect(() => momentOf(text, NOW)).toThrow(/is no moment/);
  },
);
