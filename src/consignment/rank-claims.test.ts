import { expect, test } from 'vitest';
import type { Fact } from '../messages/fact.ts';
import { at, bill, declaration, known, retraction } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { CARRIAGE_RANK, GOODS_RANK, rankClaims } from './rank-claims.ts';

const packages = (fact: Fact) => ('packages' in fact ? fact.packages : undefined);
const facts = [
  known(bill('A', { packages: 1 }), 'carrier', 'f1'),
  known(declaration('D', { packages: 2 }), 'customs', 'f2'),
  known(bill('A', { packages: 3, updatedAt: at('2026-03-01') }), 'carrier', 'f3'),
];

test('the better source comes first, then the newest of it', () => {
  expect(rankClaims(placed(...facts), GOODS_RANK, packages).map(each => each.value)).toEqual([2, 3, 1]);
  expect(rankClaims(placed(...facts), CARRIAGE_RANK, packages).map(each => each.value)).toEqual([3, 1, 2]);
});

test('each claim says who makes it in which fact, and one origin says one value once', () => {
  const again = known(bill('A', { packages: 3, updatedAt: at('2026-02-01') }), 'carrier', 'f4');
  expect(rankClaims(placed(...facts, again), GOODS_RANK, packages)).toEqual([
    { value: 2, origin: 'customs', fact: 'f2' },
    { value: 3, origin: 'carrier', fact: 'f3' },
    { value: 1, origin: 'carrier', fact: 'f1' },
  ]);
});

test('what was taken back, and what says nothing of it, claims nothing', () => {
  const back = [known(bill('A', { key: 'k', packages: 9 }), 'carrier'), known(retraction('k'), 'carrier')];
  expect(rankClaims(placed(...back, known(bill('B'), 'carrier')), GOODS_RANK, packages)).toEqual([]);
});
