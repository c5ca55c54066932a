import { describe, expect, test } from 'vitest';
import { PROFILE } from './json-hostile.fixture.ts';
import { each, inside, openReading, readText, readTimeAt } from './json-reading.ts';

const open = (value: unknown, timeZone?: string) =>
  openReading({ pointer: '/events/0', value }, timeZone ? { ...PROFILE, timeZone } : PROFILE);

test('the first member that states something', () => {
  const reading = open({ a: ' ', b: 'UNKNOWN', c: ' X ', d: 'Y' });
  expect(readText(reading, '/a', '/b', '/c', '/d')).toBe('X');
  expect(readText(reading, '/a', '/b')).toBeUndefined();
});

test('what is found wrong inside is told of the whole, at its own pointer', () => {
  const reading = open({ list: [{}, { at: { time: 'soon' } }] });
  const [, second] = each(reading, '/list');
  expect(second && readTimeAt(inside(second, '/at'), '/time', 'ERROR')).toBeUndefined();
  expect(reading.issues).toMatchObject([
    { code: 'VALUE', severity: 'ERROR', position: { kind: 'POINTER', pointer: '/events/0/list/1/at/time' } },
  ]);
});

describe('readTimeAt', () => {
  test.each([
    ['2024-05-01T10:00:00+08:00', []],
    ['2024-05-01T10:00:00Z', []],
    ['2024-05-01T10:00:00+05:45', []],
    ['2024-05-01T10:00:00-03:30', []],
    ['2024-05-01T10:00:00+14:00', []],
    ['2024-05-01T10:00:00+08:30', ['VALUE']],
    ['2024-05-01T10:00:00-08:30', ['VALUE']],
    ['2024-05-01T10:00:00+15:00', ['VALUE']],
    ['2024-05-01T10:00:00', ['TIME_ZONE_UNKNOWN']],
    ['2024-05-01', ['TIME_ZONE_UNKNOWN']],
  ])('%s is read with the doubts %j', (raw, codes) => {
    const reading = open({ at: raw });
    expect(readTimeAt(reading, '/at')?.raw).toBe(raw);
    expect(reading.issues.map(({ code }) => code)).toEqual(codes);
  });

  test('the zone of the profile is no doubt; an absent time is none either', () => {
    const reading = open({ at: '2024-05-01T10:00:00' }, 'Asia/Shanghai');
    expect(readTimeAt(reading, '/at')?.instant).toBe('2024-05-01T02:00:00.000Z');
    expect(readTimeAt(reading, '/missing')).toBeUndefined();
    expect(reading.issues).toEqual([]);
  });
});
