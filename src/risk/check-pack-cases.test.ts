import { describe, expect, it } from 'vitest';
import { checkPackCases } from './check-pack-cases.ts';
import { shippedPack } from './shipped-pack.fixture.ts';

describe('checkPackCases', () => {
  it('finds every shipped rule firing and silent where its cases say so', () => {
    expect(checkPackCases(shippedPack)).toEqual([]);
  });

  it('asks of every rule a near miss: no silent case that changes nothing', () => {
    const idle = shippedPack.rules.filter(({ rule }) =>
      rule.cases.silent.some(patch => Object.keys(patch).length === 0),
    );
    expect(idle.map(({ rule }) => rule.id)).toEqual([]);
  });

  it('names the rule and the case that fails', () => {
    const rules = shippedPack.rules.slice(0, 1).map(compiled => ({
      ...compiled,
      rule: { ...compiled.rule, cases: { fires: [{ 'c.phase': 'RELEASED' }], silent: compiled.rule.cases.fires } },
    }));
    const id = rules[0]?.rule.id;
    expect(checkPackCases({ ...shippedPack, rules })).toEqual([
      { rule: id, expected: 'fires', patch: { 'c.phase': 'RELEASED' }, status: 'NOT_FIRED' },
      { rule: id, expected: 'silent', patch: rules[0]?.rule.cases.silent[0], status: 'FIRED' },
    ]);
  });
});
