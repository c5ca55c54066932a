import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, sameJson } from './canonical-json.ts';

test('equal values have equal text, whatever order they were built in', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: undefined }] })).toBe('{"a":[{"d":1}],"b":1}');
});

test('two values are the same JSON exactly when their canonical texts are', () => {
  const value = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 0, 1, 'x', true, undefined),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 }),
    ),
  })).value;
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(sameJson(a, a)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

/** As it was first written: digests that were made with it still hold. */
function plainly(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}

test('is the text that JSON.stringify gives of sorted members', () => {
  const name = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('10', '9', '01', 'é', '__proto', 'a"b'));
  const leaf = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constantFrom(null, undefined, -0), fc.date());
  const value = fc.letrec(tie => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
  })).value;
  fc.assert(
    fc.property(value, each => {
      expect(canonicalJson([each])).toBe(plainly([each]));
    }),
    { numRuns: 500 },
  );
});
