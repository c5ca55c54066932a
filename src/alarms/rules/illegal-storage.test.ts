import { expect, test } from 'vitest';
import { box, event } from '../../consignment/fact.fixture.ts';
import { decide, shown, yard } from '../alarm-subject.fixture.ts';

const BOTH = box('CPFLU6104739', { dangerous: true, reefer: true });
const DANGEROUS = box('CPFLU1911999', { dangerous: true, reefer: false });
const PLAIN = box('TJBM76733660', { dangerous: false, reefer: false });
const RULES = {
  illegalStorage: [
    {
      id: 'yard',
      areas: [{ blocks: ['A'], holds: ['GENERAL'] }, { blocks: ['D1'], holds: ['DANGEROUS'] }, { blocks: ['R'] }],
    },
  ],
};
const at = (position: string, equipment = BOTH) =>
  decide(RULES, '2026-03-02', yard(position, '2026-03-01T10:00', equipment)).alarms.map(shown);

test('outside every area is illegal, whatever the box holds', () => {
  const expected = [['ILLEGAL_STORAGE', 'G124405.1@2026-03-01T10:00:00.000Z', null]];
  for (const each of [BOTH, DANGEROUS, PLAIN]) expect(at('G124405.1', each)).toEqual(expected);
});

test('an area holds what it may hold', () => {
  expect(at('A1204', PLAIN)).toEqual([]);
  expect(at('A1204', DANGEROUS)).toHaveLength(1);
  expect(at('D10101', DANGEROUS)).toEqual([]);
  expect(at('D10101', BOTH)).toHaveLength(1);
  expect(at('R0101', BOTH)).toEqual([]);
});

test('moving to a permitted block ends it, and so does leaving; another forbidden position is another alarm', () => {
  const stay = yard('G124405.1', '2026-03-01T10:00', BOTH);
  const then = (...more: Parameters<typeof decide>[2][]) =>
    decide(RULES, '2026-03-02', stay, ...more).alarms.map(shown);
  expect(then(yard('R0101', '2026-03-01T12:00', BOTH))).toEqual([
    ['ILLEGAL_STORAGE', 'G124405.1@2026-03-01T10:00:00.000Z', '2026-03-01T12:00:00.000Z'],
  ]);
  expect(then(event('GATE_OUT', '2026-03-01T11:00', { equipment: BOTH }))[0]?.[2]).toBe('2026-03-01T11:00:00.000Z');
  expect(then(yard('G155701.5', '2026-03-01T12:00', BOTH)).map(each => each[2])).toEqual([
    '2026-03-01T12:00:00.000Z',
    null,
  ]);
  expect(then(yard('G124405.1', '2026-03-01T13:00', BOTH))).toHaveLength(1);
});

test('without areas nothing is illegal', () => {
  expect(decide({}, '2026-03-02', yard('G1', '2026-03-01', BOTH)).alarms).toEqual([]);
});
