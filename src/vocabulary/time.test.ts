import { describe, expect, it } from 'vitest';
import { readTime } from './time.ts';

describe('readTime', () => {
  it('takes an explicit offset before any hint', () => {
    expect(readTime('2026-03-10T08:00:00+08:00', { profileZone: 'Europe/London' })).toEqual({
      raw: '2026-03-10T08:00:00+08:00',
      instant: '2026-03-10T00:00:00.000Z',
      zoneSource: 'EXPLICIT',
      precision: 'SECOND',
    });
  });
  it('reads EDIFACT 203 in the zone of the partner profile', () => {
    expect(readTime('202603100800', { profileZone: 'Asia/Shanghai' })).toMatchObject({
      instant: '2026-03-10T00:00:00.000Z',
      zoneSource: 'MESSAGE_PROFILE',
      precision: 'MINUTE',
    });
  });
  it('never assumes UTC: without a zone the source is UNKNOWN', () => {
    expect(readTime('20260310080000')).toMatchObject({ instant: '2026-03-10T08:00:00.000Z', zoneSource: 'UNKNOWN' });
  });
  it.each([
    ['20191113172217Z', '2019-11-13T17:22:17.000Z'],
    ['20260310081530123', '2026-03-10T08:15:30.123Z'],
    ['260310', '2026-03-10T00:00:00.000Z'],
    ['2026-03-10', '2026-03-10T00:00:00.000Z'],
    ['2021-03-18T17:27:54.562', '2021-03-18T17:27:54.562Z'],
    ['2020-07-04T08:00:00+08:30', '2020-07-03T23:30:00.000Z'],
  ])('%s is %s', (raw, instant) => expect(readTime(raw)?.instant).toBe(instant));
  it.each(['', 'yesterday', '20261345', '2026-02-30', '2026-03-10T99:00'])('%j is no time', raw =>
    expect(readTime(raw)).toBeUndefined(),
  );
  it('follows summer time of a place', () => {
    expect(readTime('2026-07-01T12:00', { placeZone: 'Europe/Warsaw' })).toMatchObject({
      instant: '2026-07-01T10:00:00.000Z',
      zoneSource: 'PLACE',
    });
    expect(readTime('2026-01-01T12:00', { placeZone: 'Europe/Warsaw' })?.instant).toBe('2026-01-01T11:00:00.000Z');
  });
});
