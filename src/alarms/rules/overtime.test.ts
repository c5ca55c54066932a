import { expect, test } from 'vitest';
import { box, event, known, refs } from '../../consignment/fact.fixture.ts';
import { decide, shown } from '../alarm-subject.fixture.ts';

const B = box('CSU6097384');
const RULES = { overtime: [{ id: 'stack', from: 'DISCHARGE', to: ['STACK'], limit: 'PT60M' }] };
const discharge = event('DISCHARGE', '2022-02-23T05:14:15', {
  equipment: B,
  movement: 'IMPORT',
  conveyance: { mode: 'SEA', journey: '2018' },
  references: refs('BL MDXU714336'),
});
const stack = event('STACK', '2022-02-23T06:37:43', { equipment: B });

test('a box that needs longer than the limit is overtime, with the cells of its row', () => {
  const { alarms, nextDueAt } = decide(RULES, '2022-02-23T06:39:43', discharge, stack);
  expect(nextDueAt).toBeNull();
  expect(alarms).toMatchObject([
    {
      kind: 'OVERTIME',
      rule: 'terminal/stack',
      subject: 'CSU6097384',
      dueAt: '2022-02-23T06:14:15.000Z',
      endedAt: '2022-02-23T06:37:43.000Z',
      columns: {
        movement: 'IMPORT',
        billOfLading: 'MDXU714336',
        voyage: '2018',
        previousNode: 'DISCHARGE',
        currentNode: 'STACK',
      },
    },
  ]);
});

test('time alone raises it, at the deadline and not before', () => {
  expect(decide(RULES, '2022-02-23T06:14:14', discharge)).toEqual({
    alarms: [],
    nextDueAt: '2022-02-23T06:14:15.000Z',
  });
  const { alarms, nextDueAt } = decide(RULES, '2022-02-23T06:14:15', discharge);
  expect(alarms.map(shown)).toEqual([['OVERTIME', 'DISCHARGE@2022-02-23T05:14:15.000Z', null]]);
  expect(alarms[0]?.columns.currentNode).toBeUndefined();
  expect(nextDueAt).toBeNull();
});

test('a box that came in time is not, nor one that went another way than the pair', () => {
  const inTime = event('STACK', '2022-02-23T06:14:15', { equipment: B });
  expect(decide(RULES, '2022-03-01', discharge, inTime).alarms).toEqual([]);
  const out = event('GATE_OUT', '2022-02-23T09:00', { equipment: B });
  expect(decide(RULES, '2022-03-01', discharge, out).alarms).toEqual([]);
  const anyNode = { overtime: [{ id: 'any', from: 'DISCHARGE', limit: 'PT60M' }] };
  expect(decide(anyNode, '2022-03-01', discharge, out).alarms).toHaveLength(1);
});

test('the first rule that fits the goods counts', () => {
  const rules = {
    overtime: [
      { id: 'dangerous', from: 'DISCHARGE', to: ['STACK'], goods: ['DANGEROUS'], limit: 'PT30M' },
      ...RULES.overtime,
    ],
  };
  const dangerous = event('DISCHARGE', '2022-02-23T05:00', { equipment: { ...B, dangerous: true } });
  const decided = (first: typeof discharge) =>
    decide(rules, '2022-02-24', first).alarms.map(each => [each.rule, each.dueAt]);
  expect(decided(dangerous)).toEqual([['terminal/dangerous', '2022-02-23T05:30:00.000Z']]);
  expect(decided(discharge)).toEqual([['terminal/stack', '2022-02-23T06:14:15.000Z']]);
});

test('a rule is about what its partner states, or what happens at its ports', () => {
  const elsewhere = known(
    event('DISCHARGE', '2022-02-23T05:00', {
      equipment: B,
      place: { codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' }] },
    }),
    'carrier',
  );
  expect(decide(RULES, '2022-02-24', elsewhere).alarms).toEqual([]);
  const atPort = { overtime: [{ ...RULES.overtime[0], ports: ['CNTXG'] }] };
  expect(decide(atPort, '2022-02-24', elsewhere).alarms).toHaveLength(1);
  expect(decide({ overtime: [{ ...RULES.overtime[0], ports: ['CNTAO'] }] }, '2022-02-24', elsewhere).alarms).toEqual(
    [],
  );
});

test('the same node told by two senders is one wait', () => {
  const again = known(event('DISCHARGE', '2022-02-23T05:20', { equipment: B }), 'carrier');
  const atPort = { overtime: [{ id: 'any', from: 'DISCHARGE', limit: 'PT60M' }] };
  expect(decide(atPort, '2022-02-24', discharge, again).alarms.map(shown)).toEqual([
    ['OVERTIME', 'DISCHARGE@2022-02-23T05:14:15.000Z', null],
  ]);
});

test('no limit is measured against a time of unknown zone', () => {
  const nominal = { ...discharge, time: { ...discharge.time, zoneSource: 'UNKNOWN' as const } };
  expect(decide(RULES, '2022-03-01', nominal)).toEqual({ alarms: [], nextDueAt: null });
});
