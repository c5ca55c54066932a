import { expect, test } from 'vitest';
import { box, event, known } from '../consignment/fact.fixture.ts';
import { decide, documentOf, yard } from './alarm-subject.fixture.ts';
import type { Alarm } from './life-cycle.ts';
import { shownAlarm } from './shown-alarm.ts';

const RULES = { illegalStorage: [{ id: 'yard', areas: [{ blocks: ['G'], holds: ['GENERAL'] }] }] };
const stands = yard('G1', '2026-03-01T10:00', box('CPFLU6104739'));
const says = known(
  event('LOAD', '2026-02-01T10:00', { equipment: box('CPFLU6104739', { dangerous: true }) }),
  'carrier',
);

test('an alarm names whom it rests on, and who says what the box holds', () => {
  const [alarm] = decide(RULES, '2026-03-01T11:00', stands, says).alarms;
  expect(alarm).toMatchObject({ origins: ['terminal'], goodsFrom: ['carrier'], columns: { dangerous: true } });
});

test('what others say of its box is looked up anew in what the reader is shown', () => {
  const [decided] = decide(RULES, '2026-03-01T11:00', stands, says).alarms;
  const alarm = { ...decided, consignmentId: 'c' } as Alarm;
  const { consignment } = documentOf(stands);
  expect(shownAlarm(alarm, consignment).columns).toEqual({
    entryTime: decided?.columns.entryTime,
    yardPosition: 'G1',
  });
  expect(shownAlarm(alarm, documentOf(stands, says).consignment).columns.dangerous).toBe(true);
  expect(shownAlarm(alarm, undefined).columns.dangerous).toBeUndefined();
});
