import { describe, expect, it, test } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { assess } from './assess-shipped-pack.fixture.ts';
import { checkPackCases } from './check-pack-cases.ts';
import { absentAt, typeAt } from './field-path.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

const { stories } = shippedPack;

test('there are stories of goods by rail and by road, of an empty box, and of a box still at sea', () => {
  expect(stories.map(({ name }) => name)).toEqual(['rail', 'road', 'empty-box', 'pre-arrival']);
});

describe.each(stories)('the clean story: $name', ({ patch }) => {
  const assessment = assess(applyPatch(cleanContext, patch));

  it('sets off no rule', () => {
    expect(assessment.fired.map(({ rule }) => rule)).toEqual([]);
    expect(assessment.mitigations).toEqual([]);
    expect(assessment.errors).toEqual([]);
    expect(assessment).toMatchObject({ channel: 'RELEASE', score: 0 });
  });

  it('names a field that the context has, and that is absent here, for every rule that it leaves open', () => {
    const context = applyPatch(cleanContext, patch);
    for (const { field, feed } of assessment.indeterminate) {
      expect(typeAt(field), field).toBeDefined();
      expect(absentAt(context, field), field).not.toEqual([]);
      expect(feed, field).toBeDefined();
    }
  });
});

test('a story on which a rule fires fails the check of the pack', () => {
  const loud = { name: 'loud', tells: 'a detour', patch: { 'c.routeKmRatio': 2 } };
  expect(checkPackCases({ ...shippedPack, stories: [loud] })).toEqual([
    { rule: 'route-detour', expected: 'silent', story: 'loud', patch: loud.patch, status: 'FIRED' },
  ]);
});
