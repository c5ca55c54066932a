import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { QUERY_LIMITS, queryLimitsRule } from './query-limits.ts';

const schema = buildSchema('type Query { self: Query name: String }');

function refused(query: string): readonly unknown[] {
  return validate(schema, parse(query), [...specifiedRules, queryLimitsRule]).map(
    ({ extensions }) => extensions.limit ?? 'not a limit',
  );
}

const nested = (levels: number) => `${'{ self '.repeat(levels - 1)} { name } ${'}'.repeat(levels - 1)}`;
const aliased = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: name`).join(' ')} }`;

describe('a query at its limits passes, one beyond them is refused', () => {
  test('depth', () => {
    expect(refused(nested(QUERY_LIMITS.depth))).toEqual([]);
    expect(refused(nested(QUERY_LIMITS.depth + 1))).toEqual(['depth']);
  });

  test('aliases', () => {
    expect(refused(aliased(QUERY_LIMITS.aliases))).toEqual([]);
    expect(refused(aliased(QUERY_LIMITS.aliases + 1))).toEqual(['aliases']);
  });

  test('directives', () => {
    const directed = (count: number) => `{ ${'name @include(if: true) '.repeat(count)} }`;
    expect(refused(directed(QUERY_LIMITS.directives))).toEqual([]);
    expect(refused(directed(QUERY_LIMITS.directives + 1))).toEqual(['directives']);
  });
});

test('fragments count where they are spread', () => {
  const inner = nested(QUERY_LIMITS.depth - 1);
  expect(refused(`{ self { ...F } } fragment F on Query ${inner}`)).toEqual([]);
  expect(refused(`{ self { self { ...F } } } fragment F on Query ${inner}`)).toEqual(['depth']);
  const spread = `{ self { ...F } other: self { ...F } } fragment F on Query ${aliased(15)}`;
  expect(refused(spread)).toEqual(['aliases']);
});

test('fragments that double each other are measured once each, not 2^40 times', () => {
  const doubling = Array.from(
    { length: 40 },
    (_, i) => `fragment F${i} on Query { ...F${i + 1} x: self { ...F${i + 1} } }`,
  );
  expect(refused(`{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { name }`)).toContain('depth');
});

test('a fragment that spreads itself is refused by its own rule, without end', () => {
  expect(refused('{ ...F } fragment F on Query { self { ...F } }')).toEqual(['not a limit']);
});

test('the description of the schema may be as deep as types are', () => {
  const ofType = `${'ofType { '.repeat(9)} name ${'}'.repeat(9)}`;
  expect(refused(`{ __schema { types { fields { args { type { ${ofType} } } } } } }`)).toEqual([]);
});
