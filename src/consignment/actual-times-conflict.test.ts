import { expect, test } from 'vitest';
import type { EventFact, Fact } from '../messages/fact.ts';
import { readTime } from '../vocabulary/time.ts';
import { actualTimesConflicts } from './actual-times-conflict.ts';
import type { PlacedFact } from './placed-fact.ts';

const PLACE = { codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' } as const] };
let count = 0;
const move = (raw: string, more: Partial<EventFact> = {}, origin = 'terminal'): PlacedFact => {
  const time = readTime(raw);
  if (!time) throw new Error(raw);
  const fact: EventFact = {
    kind: 'EVENT',
    position: { kind: 'MESSAGE' },
    references: [{ scheme: 'VOYAGE', value: 'IMO:9321483/1W' }],
    type: 'LOAD',
    classifier: 'ACT',
    subject: 'EQUIPMENT',
    equipment: { number: 'MSKU9065559', seals: [] },
    time,
    place: PLACE,
    ...more,
  };
  const known = { id: `f${++count}`, origin, messageId: `m${count}`, receivedAt: '', fact: fact as Fact };
  return { known, effective: true, echoes: [], match: { rule: '', confidence: '', on: '' } };
};
const codes = (...facts: PlacedFact[]) => actualTimesConflicts(facts).map(each => each.message);

test('two actual times of one lift more than 30 minutes apart contradict each other', () => {
  const told = [move('2026-03-10T08:00:00+08:00'), move('2026-03-10T08:31:00+08:00', {}, 'carrier')];
  expect(codes(...told)).toEqual(['LOAD of MSKU9065559 is reported at two times 31 minutes apart.']);
  expect(codes(...[...told].reverse())).toEqual(codes(...told));
});

test.each([
  ['30 minutes', [move('2026-03-10T08:00:00+08:00'), move('2026-03-10T08:30:00+08:00', {}, 'carrier')]],
  ['an estimate', [move('2026-03-10T08:00:00Z'), move('2026-03-11T08:00:00Z', { classifier: 'EST' }, 'carrier')]],
  ['another voyage', [move('2026-03-10T08:00:00Z'), move('2026-03-11T08:00:00Z', { references: [] }, 'carrier')]],
  ['another place', [move('2026-03-10T08:00:00Z'), move('2026-03-11T08:00:00Z', { place: { codes: [] } }, 'carrier')]],
  ['no zone', [move('2026-03-10T08:00:00Z'), move('2026-03-10T18:00:00', {}, 'carrier')]],
  ['a day', [move('2026-03-10T08:00:00Z'), move('2026-03-10Z', {}, 'carrier')]],
  ['a tally', [move('2026-03-10T08:00:00Z'), move('2026-03-10T18:00:00Z', { rawCode: 'MT5102' }, 'customs')]],
  [
    'the gate again',
    [move('2026-03-10T08:00:00Z', { type: 'GATE_IN' }), move('2026-03-10T18:00:00Z', { type: 'GATE_IN' })],
  ],
] as const)('%s is no conflict', (_why, facts) => {
  expect(codes(...facts)).toEqual([]);
});
