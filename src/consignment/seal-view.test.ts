import { expect, test } from 'vitest';
import type { SealActionEntry } from './consignment-slice.ts';
import { at } from './fact.fixture.ts';
import { sealView } from './seal-view.ts';

const act = (action: SealActionEntry['action'], number: string, time: string): SealActionEntry => ({
  action,
  number,
  at: at(time),
  party: null,
  condition: null,
  replaces: null,
  origin: 'terminal',
  fact: `${action}/${number}/${time}`,
});
const shown = (...custody: SealActionEntry[]) => {
  const view = sealView(custody);
  return [view?.best.number, view?.basis, view?.conflict];
};
const DECLARED = act('DECLARED', 'SL1', '2026-03-05');

test('nothing is said of a box without seals', () => {
  expect(sealView([])).toBeUndefined();
});

test('a declared number stands while nobody saw the box', () => {
  expect(shown(DECLARED)).toEqual(['SL1', 'DECLARED', false]);
});

test('the last seen on the box stands before a paper, even a later one', () => {
  expect(shown(act('READ', 'SL1', '2026-03-02'), DECLARED)).toEqual(['SL1', 'ON_THE_BOX', false]);
  expect(shown(act('READ', 'SL1', '2026-03-02'), act('CHANGED', 'SL2', '2026-03-04'), DECLARED)).toEqual([
    'SL2',
    'ON_THE_BOX',
    true,
  ]);
});

test('several seals that papers name, or none that a paper names, are no conflict', () => {
  const both = [DECLARED, act('DECLARED', 'SL2', '2026-03-01')];
  expect(shown(...both, act('READ', 'SL2', '2026-03-02'), act('READ', 'SL1', '2026-03-02'))[2]).toBe(false);
  expect(shown(act('READ', 'SL9', '2026-03-02'), act('CHANGED', 'SL8', '2026-03-03'))[2]).toBe(false);
});
