import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passedOnStatementsAdapter } from '../../adapters/partner/passed-on-statements.ts';
import type { Fact } from '../../messages/fact.ts';
import { tellStory } from '../../risk/graph-context/sample-story.fixture.ts';
import { CELLS, cellOf } from '../cells.ts';
import type { Decision } from '../decide-disclosure.ts';
import { PASSED_ON_KINDS } from './pass-on-rules.ts';
import { passedOnFact } from './passed-on-fact.ts';

const CLEAR: Decision = { outcome: 'CLEAR', transform: { kind: 'clear' } };
const HIDDEN: Decision = { outcome: 'WITHHELD', transform: { kind: 'withhold' }, reason: 'NOT_GRANTED' };
const facts = tellStory().facts.map(each => each.fact);
const leaving = facts.filter(each => PASSED_ON_KINDS[each.kind]);
const PROFILE = {
  sender: 'hub',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: [],
  codes: {},
  places: {},
  allOrNothing: false,
};

function readBack(all: readonly Omit<Fact, 'position'>[]) {
  const agreements = [{ id: 'a', version: 1, digest: 'd'.repeat(64) }];
  const toldAt = '2026-03-01T00:00:00.000Z';
  const statements = all.map(each => ({
    origin: 'customs',
    agreements,
    toldAt,
    fact: { ...each, key: 'k', revision: 1 },
  }));
  const json = JSON.parse(JSON.stringify({ passedOnStatements: '1.0', statements }));
  const glance = { format: 'JSON', json, text: '', jsonKeys: [] } as const;
  return passedOnStatementsAdapter.read(glance, { ...PROFILE, passesOn: ['customs'] }).parts;
}

test('what leaves is read by the hub that takes it, all of it, as its origin’s', () => {
  const cut = leaving.flatMap(each => passedOnFact(each, () => CLEAR)?.fact ?? []);
  expect(new Set(cut.map(each => each.kind)).size).toBeGreaterThan(4);
  const parts = readBack(cut);
  expect(parts.flatMap(each => each.issues)).toEqual([]);
  expect(
    parts
      .flatMap(each => each.facts)
      .map(({ position: _p, passedOn, key: _k, revision: _r, ...fact }) => ({ fact, passedOn })),
  ).toEqual(
    JSON.parse(JSON.stringify(cut)).map((fact: object) => ({
      fact,
      passedOn: expect.objectContaining({ origin: 'customs', by: 'hub' }),
    })),
  );
});

test('whatever is withheld: only what is clear leaves, it is counted by its cell, and it can be read', () => {
  const hidden = fc.array(fc.nat(CELLS.length - 1), { maxLength: 60 });
  fc.assert(
    fc.property(fc.constantFrom(...leaving), hidden, (fact, withheld) => {
      const isHidden = new Set(withheld);
      const cut = passedOnFact(fact, cell => (isHidden.has(cell) ? HIDDEN : CLEAR));
      if (!cut) return;
      expect([...cut.cells.keys()].filter(cell => isHidden.has(cell))).toEqual([]);
      expect(readBack([cut.fact]).flatMap(each => each.issues)).toEqual([]);
    }),
    { numRuns: 400, seed: 20261128 },
  );
});

test('nothing granted, nothing leaves; denied under one of its names is denied; what an agreement changes stays', () => {
  const bill = leaving.find(each => each.kind === 'TRANSPORT_DOCUMENT' && each.equipment.length > 0);
  if (!bill) throw new Error('no bill with a box');
  expect(passedOnFact(bill, () => HIDDEN)).toBeUndefined();
  const box = cellOf('Consignment.equipmentUses.equipment.number');
  const denied: Decision = { ...HIDDEN, reason: 'DENIED' };
  expect(passedOnFact(bill, cell => (cell === box ? denied : CLEAR))?.fact).toMatchObject({ equipment: [] });
  const number = cellOf('Consignment.transportDocuments.number');
  const masked: Decision = { outcome: 'MASK', transform: { kind: 'mask', keep: 4 } };
  expect(passedOnFact(bill, cell => (cell === number ? masked : CLEAR))).toBeUndefined();
});
