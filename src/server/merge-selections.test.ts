import { buildSchema, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { mergeSelections } from './merge-selections.ts';

const schema = buildSchema('type Query { a(x: Int): [A!] b: Int } type A { c: [C!] d: Int } type C { e: Int f: Int }');
const plain = (text: string) => print(parse(text));

test.each([
  ['a field twice', '{ a { d } a { c { e } } }', '{ a { d c { e } } }'],
  ['deep in it too', '{ a { c { e } } a { c { f } } }', '{ a { c { e f } } }'],
  ['by a fragment on the type', '{ a { c { e } ...F } } fragment F on A { c { f } }', '{ a { c { e f } } }'],
  ['by an inline fragment', '{ a { d ... { d c { e } } } }', '{ a { d c { e } } }'],
])('%s is selected once', (_what, query, once) => {
  expect(print(mergeSelections(parse(query), schema))).toBe(plain(once));
});

test.each([
  '{ a(x: 1) { d } other: a(x: 2) { d } }',
  'query ($y: Boolean!) { b b @include(if: $y) }',
  'query ($y: Boolean!) { a { d } ...F @skip(if: $y) } fragment F on Query { a { d } }',
])('what differs stays apart: %s', query => {
  expect(print(mergeSelections(parse(query), schema))).toBe(plain(query));
});
