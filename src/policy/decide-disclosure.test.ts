import { expect, test } from 'vitest';
import { agreementWith, grantOf } from './agreement.fixture.ts';
import { cellOf } from './cells.ts';
import { cellRules, decideCell } from './decide-disclosure.ts';
import type { Grant } from './sharing-agreement.ts';
import type { Transform } from './transform.ts';

const VALUE = cellOf('Consignment.declarations.customsValue');
const NAME = cellOf('Consignment.parties.party.name');
const BAND: Transform = { kind: 'band', bounds: [0, 1000] };
const MASK: Transform = { kind: 'mask', keep: 0 };
const HMAC: Transform = { kind: 'hmac', key: 'key/a' };
const WITHHOLD: Transform = { kind: 'withhold' };
const when = { hsChapter: ['84'] };

function outcomeOf(cell: number, grants: readonly Grant[], isMet = true, deny: readonly string[] = []) {
  const agreement = agreementWith({ grants, deny: deny.length > 0 ? [{ type: 'Declaration', fields: deny }] : [] });
  const rules = cellRules([agreement])[cell];
  if (!rules) throw new Error('no such cell');
  return decideCell(rules, candidate => isMet || !candidate.isConditional, agreement);
}

test('nothing is shown without a grant', () => {
  expect(outcomeOf(VALUE, [])).toMatchObject({ outcome: 'WITHHELD', reason: 'NOT_GRANTED' });
});

test('a field stands before the set that holds it, and the set before everything', () => {
  const everything = grantOf('all', 'Party', ['*'], { transform: WITHHOLD });
  const set = grantOf('set', 'Consignment', ['parties'], { transform: MASK });
  const field = grantOf('field', 'Party', ['name']);
  expect(outcomeOf(NAME, [everything])).toMatchObject({ outcome: 'WITHHELD', grant: 'all' });
  expect(outcomeOf(NAME, [everything, set])).toMatchObject({ outcome: 'MASK', grant: 'set' });
  expect(outcomeOf(NAME, [field, set, everything])).toMatchObject({ outcome: 'CLEAR', grant: 'field' });
});

test('a grant with a condition that is met stands before one without', () => {
  const grants = [
    grantOf('always', 'Declaration', ['customsValue'], { transform: BAND }),
    grantOf('machines', 'Declaration', ['customsValue'], { when }),
  ];
  expect(outcomeOf(VALUE, grants)).toMatchObject({ outcome: 'CLEAR', grant: 'machines' });
  expect(outcomeOf(VALUE, grants, false)).toMatchObject({ outcome: 'BAND', grant: 'always' });
  expect(outcomeOf(VALUE, grants.slice(1), false)).toMatchObject({ outcome: 'WITHHELD', reason: 'CONDITION_NOT_MET' });
});

test('on a tie the most restrictive stands, in whichever order', () => {
  const ladder: Transform[] = [{ kind: 'clear' }, MASK, HMAC, WITHHOLD];
  for (let i = 0; i + 1 < ladder.length; i++) {
    const pair = ladder.slice(i, i + 2).map((transform, at) => grantOf(`g${at}`, 'Party', ['name'], { transform }));
    for (const grants of [pair, [...pair].reverse()]) expect(outcomeOf(NAME, grants).grant).toBe('g1');
  }
});

test('deny beats every grant', () => {
  const grants = [grantOf('value', 'Declaration', ['customsValue'], { when })];
  for (const denied of ['customsValue', '*'])
    expect(outcomeOf(VALUE, grants, true, [denied])).toMatchObject({ outcome: 'WITHHELD', reason: 'DENIED' });
});

test('a grant to count releases no value', () => {
  const count = { count: ['direction'], minGroup: 5 };
  const decision = outcomeOf(VALUE, [grantOf('counts', 'Declaration', ['customsValue'], { aggregate: count })]);
  expect(decision.outcome).toBe('WITHHELD');
});

test('a transform that is not legal on a value grants nothing of it', () => {
  expect(outcomeOf(VALUE, [grantOf('mask', 'Declaration', ['*'], { transform: MASK })]).outcome).toBe('WITHHELD');
});
