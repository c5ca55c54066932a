import { describe, expect, it } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { conditionCost, LOAD_BUDGET, usualSize } from './condition-cost.ts';
import { parseCondition } from './condition-language.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

const costOf = (text: string, size = usualSize) => conditionCost(parseCondition(text).ast, size);

describe('conditionCost', () => {
  it('multiplies by the list at each level', () => {
    const one = costOf('equip.exists(e, e.laden)', () => 1);
    const ten = costOf('equip.exists(e, e.laden)', () => 10);
    expect(ten - one).toBe(9 * 2);
  });

  it('leaves every shipped rule within its budget, and no fourth level', () => {
    expect(shippedPack.rules.filter(({ ast }) => conditionCost(ast, usualSize) > LOAD_BUDGET)).toEqual([]);
    const four = 'equip.exists(a, equip.exists(b, equip.exists(d, equip.exists(e, e.no == a.no))))';
    expect(costOf(four)).toBeGreaterThan(LOAD_BUDGET);
  });

  it('makes a rule an error where the lists of a consignment are too long for it, and only that rule', () => {
    const changes = Array.from({ length: 3_000 }, () => ({
      newNo: 'X',
      official: false,
      at: '2026-03-09T22:00:00.000Z',
    }));
    const reads = Array.from({ length: 3_000 }, (_, i) => ({
      no: `S${i}`,
      at: '2026-03-09T22:00:00.000Z',
      loc: 'CNTXG',
      intact: true,
    }));
    const context = applyPatch(cleanContext, { 'equip.0.sealReads': reads, 'equip.0.sealChanges': changes });
    const results = evaluateRules(shippedPack, context, shippedPack);
    const errors = results.filter(({ status }) => status === 'ERROR').map(({ rule }) => rule.id);
    expect(errors).toEqual(expect.arrayContaining(['seal-number-mismatch']));
    expect(errors.length).toBeLessThan(5);
  });
});
