import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { planOf } from './operation-plan.ts';

const schema = buildSchema('type Query { consignments(first: Int): Int a: Int }');
const isAlone = (query: string) => planOf(schema, query, undefined)?.isOfConsignmentsAlone;

test('what is written of consignments is kept only where nothing was read before their versions were named', () => {
  expect(isAlone('{ consignments }')).toBe(true);
  expect(isAlone('{ all: consignments(first: 1) }')).toBe(true);
  for (const query of [
    '{ consignments a }',
    '{ a }',
    '{ consignments b: consignments }',
    '{ ... on Query { consignments } }',
  ])
    expect(isAlone(query), query).toBe(false);
});

test('variables that decide how much is asked for are remembered apart', () => {
  const plan = planOf(
    schema,
    'query ($n: Int, $m: Boolean!) { consignments(first: $n) a @include(if: $m) }',
    undefined,
  );
  let reckoned = 0;
  const ask = (n: number, m: boolean) => plan?.remembered('cost', { n, m }, () => ++reckoned);
  expect([ask(1, true), ask(2, true), ask(2, false), ask(1, true)]).toEqual([1, 2, 3, 1]);
});
