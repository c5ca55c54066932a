import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlaceClaim } from '../messages/claims.ts';
import type { EventFact, Fact } from '../messages/fact.ts';
import { readTime } from '../vocabulary/time.ts';
import { settleTimes } from './settle-times.ts';

const CHINA: PlaceClaim = { codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' }] };
const position = { kind: 'MESSAGE' } as const;
const event = (raw: string, place: PlaceClaim | undefined, hint = {}, more: Partial<EventFact> = {}): EventFact => {
  const time = readTime(raw, hint);
  if (!time) throw new Error(raw);
  return {
    kind: 'EVENT',
    position,
    references: [],
    type: 'GATE_IN',
    classifier: 'ACT',
    subject: 'EQUIPMENT',
    time,
    ...(place && { place }),
    ...more,
  };
};
const timeOf = (fact: Fact) => (fact.kind === 'EVENT' ? fact.time : undefined);
const settled = (raw: string, place?: PlaceClaim, hint = {}) => timeOf(settleTimes(event(raw, place, hint)));

describe('EXPLICIT > partner profile > place > UNKNOWN', () => {
  test.each([
    ['2026-03-10T08:00:00Z', CHINA, {}, '2026-03-10T08:00:00.000Z', 'EXPLICIT'],
    ['202603100800', CHINA, { profileZone: 'Asia/Singapore' }, '2026-03-10T00:00:00.000Z', 'MESSAGE_PROFILE'],
    ['202603100800', CHINA, {}, '2026-03-10T00:00:00.000Z', 'PLACE'],
    ['202603100800', { codes: [{ scheme: 'CN_CUSTOMS', value: '4258' }] }, {}, '2026-03-10T00:00:00.000Z', 'PLACE'],
    ['202607100800', { codes: [{ scheme: 'UNLOCODE', value: 'DEDUI' }] }, {}, '2026-07-10T06:00:00.000Z', 'PLACE'],
    ['202603100800', { codes: [{ scheme: 'UNLOCODE', value: 'RUVVO' }] }, {}, '2026-03-10T08:00:00.000Z', 'UNKNOWN'],
    ['202603100800', { codes: [{ scheme: 'TERMINAL', value: 'T1' }] }, {}, '2026-03-10T08:00:00.000Z', 'UNKNOWN'],
    ['202603100800', undefined, {}, '2026-03-10T08:00:00.000Z', 'UNKNOWN'],
  ] as const)('%s at %j, %j', (raw, place, hint, instant, zoneSource) => {
    expect(settled(raw, place as PlaceClaim | undefined, hint)).toMatchObject({ raw, instant, zoneSource });
  });

  test('codes of two countries tell no zone', () => {
    const place: PlaceClaim = { codes: [...CHINA.codes, { scheme: 'UNLOCODE', value: 'SGSIN' }] };
    expect(settled('202603100800', place)).toMatchObject({ zoneSource: 'UNKNOWN' });
  });

  test('the doubt about the zone goes with it', () => {
    const doubt = {
      code: 'TIME_ZONE_UNKNOWN',
      severity: 'WARNING',
      position,
      message: 'no zone',
      remedy: 'send it',
    } as const;
    expect(settleTimes(event('202603100800', CHINA, {}, { issues: [doubt] })).issues).toEqual([]);
    expect(settleTimes(event('202603100800', undefined, {}, { issues: [doubt] })).issues).toEqual([doubt]);
  });
});

test('an offset that no place uses is taken as written, and flagged once', () => {
  const once = settleTimes(event('2026-03-10T08:00:00+08:30', CHINA));
  expect(timeOf(once)).toMatchObject({ instant: '2026-03-09T23:30:00.000Z', zoneSource: 'EXPLICIT' });
  expect(once.issues).toMatchObject([{ code: 'VALUE', severity: 'WARNING' }]);
  expect(settleTimes(once)).toEqual(once);
});

test('an event and its retraction by content are read alike; nothing else changes; twice is once', () => {
  const raw = fc.constantFrom('202603100800', '20260310', '2026-03-10T08:00:00+08:30', '2026-03-10T08:00:00Z');
  const place = fc.constantFrom(CHINA, undefined, { codes: [{ scheme: 'UNLOCODE', value: 'RUVVO' } as const] });
  fc.assert(
    fc.property(raw, place, (text, where) => {
      const stated = event(text, where);
      const { position: _position, ...target } = stated;
      const retraction = settleTimes({ kind: 'RETRACTION', position, references: [], target: { event: target } });
      const after = settleTimes(stated);
      expect(retraction).toMatchObject({ target: { event: { time: timeOf(after) } } });
      expect({ ...after, time: 0, issues: 0 }).toEqual({ ...stated, time: 0, issues: 0 });
      expect(settleTimes(after)).toEqual(after);
    }),
  );
});
