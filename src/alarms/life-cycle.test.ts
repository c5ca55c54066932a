import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { box, event, known, retraction } from '../consignment/fact.fixture.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { alarmAfter } from './alarm-actions.ts';
import { decide, TERMINAL, yard } from './alarm-subject.fixture.ts';
import { alarmKey, type DecidedAlarm } from './decided-alarm.ts';
import { type Alarm, type AlarmChange, alarmChanges } from './life-cycle.ts';

const B = box('CSU6097384', { dangerous: true });
const RULES = {
  overtime: [{ id: 'stack', from: 'DISCHARGE', to: ['STACK'], limit: 'PT60M' }],
  illegalStorage: [{ id: 'yard', areas: [{ blocks: ['A'], holds: ['GENERAL'] }] }],
};
const discharge = event('DISCHARGE', '2022-02-23T05:14:15', { equipment: B });
const stack = event('STACK', '2022-02-23T06:37:43', { equipment: B });
let made = 0;
const newId = () => `alarm-${made++}`;

function apply(stored: readonly Alarm[], decided: readonly DecidedAlarm[], now: string, home: string | null = 'c1') {
  const changes = alarmChanges(stored, [{ consignmentId: home, alarms: decided }], now, newId);
  return { changes, after: afterChanges(stored, changes) };
}

function afterChanges(stored: readonly Alarm[], changes: readonly AlarmChange[]): Alarm[] {
  return [...new Map([...stored, ...changes.map(each => each.alarm)].map(alarm => [alarm.id, alarm])).values()];
}

const told = (changes: readonly AlarmChange[]) =>
  changes.map(({ type, alarm }) => [type, alarm.status, alarm.raisedAt]);

describe('an alarm', () => {
  test('found when the next node is told is raised then, and closed', () => {
    const now = '2022-02-23T06:39:43.000Z';
    const { changes, after } = apply([], decide(RULES, '2022-02-23T06:39:43', discharge, stack).alarms, now);
    expect(told(changes)).toEqual([
      ['ALARM_RAISED', 'RAISED', now],
      ['ALARM_CLOSED', 'CLOSED', now],
    ]);
    expect(after).toHaveLength(1);
    const again = decide(RULES, '2022-02-23T07:00', discharge, stack).alarms;
    expect(apply(after, again, '2022-02-23T07:00:00.000Z').changes).toEqual([]);
  });

  test('whose deadline fires on time is raised at the deadline; the next node fills the same row', () => {
    const first = apply([], decide(RULES, '2022-02-23T06:14:16', discharge).alarms, '2022-02-23T06:14:16.000Z');
    expect(told(first.changes)).toEqual([['ALARM_RAISED', 'RAISED', '2022-02-23T06:14:15.000Z']]);
    const then = apply(
      first.after,
      decide(RULES, '2022-02-23T06:39:43', discharge, stack).alarms,
      '2022-02-23T06:39:43.000Z',
    );
    expect(told(then.changes)).toEqual([['ALARM_CLOSED', 'CLOSED', '2022-02-23T06:14:15.000Z']]);
    expect(then.after).toMatchObject([{ columns: { currentNode: 'STACK' }, closeCause: 'CAUSE_ENDED' }]);
  });

  test('whose facts are taken back is withdrawn, and stands again when they are reinstated', () => {
    const keyed = { ...discharge, key: 'd' };
    const now = '2022-02-24T00:00:00.000Z';
    const first = apply([], decide(RULES, '2022-02-24', keyed).alarms, now);
    const gone = apply(first.after, decide(RULES, '2022-02-24', keyed, retraction('d')).alarms, now);
    expect(gone.after).toMatchObject([{ status: 'CLOSED', closeCause: 'WITHDRAWN' }]);
    expect(gone.changes[0]?.correction).toBe(true);
    expect(apply(gone.after, [], now).changes).toEqual([]);
    const back = apply(gone.after, decide(RULES, '2022-02-24', keyed).alarms, now);
    expect(back.after).toMatchObject([{ status: 'RAISED', closeCause: null }]);
  });

  test('that is closed by hand stays closed while its cause lasts', () => {
    const now = '2022-02-24T00:00:00.000Z';
    const decided = decide(RULES, '2022-02-24', discharge).alarms;
    const [alarm] = apply([], decided, now).after;
    if (!alarm) throw new Error('no alarm was raised');
    const act = { alarm: alarm.id, by: 'officer', at: now, text: 'crane broke down' };
    const explained = alarmAfter(alarm, { ...act, action: 'EXPLAIN' })?.alarm ?? alarm;
    expect(explained).toMatchObject({ status: 'EXPLAINED', explanation: 'crane broke down', explainedBy: 'officer' });
    const shut = alarmAfter(explained, { ...act, action: 'CLOSE' })?.alarm ?? alarm;
    expect(shut).toMatchObject({ status: 'CLOSED', closeCause: 'BY_HAND', explanation: 'crane broke down' });
    expect(alarmAfter(shut, { ...act, action: 'CLOSE' })).toBeUndefined();
    expect(apply([shut], decided, now).changes).toEqual([]);
    expect(apply([shut], [], now).changes).toEqual([]);
  });

  test('moves with its box instead of being raised twice', () => {
    const now = '2022-02-24T00:00:00.000Z';
    const decided = decide(RULES, '2022-02-24', discharge).alarms;
    const loose = apply([], decided, now, null).after;
    const { changes, after } = apply(loose, decided, now, 'c1');
    expect(changes.map(each => each.type)).toEqual(['ALARM_CHANGED']);
    expect(after).toMatchObject([{ consignmentId: 'c1', status: 'RAISED' }]);
  });
});

/** A story of two boxes, with corrections, a retraction and its reinstatement. */
const STORY: readonly KnownFact[] = ['CSU6097384', 'TJBM76733660'].flatMap((number, i) => {
  const equipment = box(number, { dangerous: true });
  return [
    event('DISCHARGE', `2022-02-23T05:1${i}`, { equipment, key: `d${i}` }),
    event('DISCHARGE', `2022-02-23T05:3${i}`, { equipment, key: `d${i}`, revision: 1 }),
    event('STACK', '2022-02-23T06:50', { equipment, key: `s${i}` }),
    event('STACK', '2022-02-23T06:20', { equipment, key: `s${i}`, revision: 1 + i }),
    yard('A1', '2022-02-23T06:20', equipment),
    yard('B1', '2022-02-23T08:00', { ...equipment, dangerous: false }),
    event('GATE_OUT', '2022-02-23T09:00', { equipment, key: `o${i}` }),
    retraction(`o${i}`, {
      updatedAt: { raw: '', instant: `2022-02-2${4 + i}T00:00:00.000Z`, zoneSource: 'EXPLICIT', precision: 'DAY' },
    }),
  ].map(fact => known(fact, TERMINAL));
});

test('in whatever order facts come, and however often it is looked, the same alarms stand in the end', () => {
  const end = '2022-02-25T00:00';
  const standing = (alarms: readonly Alarm[]) =>
    alarms
      .filter(each => each.closeCause !== 'WITHDRAWN')
      .map(each => [alarmKey(each), each.status, each.endedAt, each.columns])
      .sort();
  const run = (facts: readonly KnownFact[], looks: readonly number[]) => {
    let stored: Alarm[] = [];
    for (const upTo of [...looks, facts.length]) {
      const now = upTo === facts.length ? end : `2022-02-23T0${upTo % 10}:00`;
      stored = apply(stored, decide(RULES, now, ...facts.slice(0, upTo)).alarms, `${now}:00.000Z`).after;
    }
    return standing(stored);
  };
  const expected = run(STORY, []);
  expect(expected.length).toBeGreaterThan(2);
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...STORY], { minLength: STORY.length }),
      fc.array(fc.nat({ max: STORY.length - 1 }), { maxLength: 8 }),
      (facts, looks) => {
        expect(
          run(
            facts,
            [...looks].sort((a, b) => a - b),
          ),
        ).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});
