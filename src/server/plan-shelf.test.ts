import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { documentHash } from './admit-request.ts';
import type { Caller } from './caller.ts';
import { PlanShelf } from './plan-shelf.ts';

const schema = buildSchema('type Query { a(n: Int): Int }');
const LISTED = '{ a }';
const partner = { documents: new Map([[documentHash(LISTED), LISTED]]) } as unknown as NonNullable<Caller['partner']>;
const anybody = {};

test('a document is worked out when it is sent again, a listed one at once', () => {
  const shelf = new PlanShelf(schema);
  expect(shelf.planFor('{ b: a }', undefined, anybody)).toBeUndefined();
  expect(shelf.planFor('{ b: a }', undefined, anybody)?.query).toBe('{ b: a }');
  expect(shelf.planFor(LISTED, undefined, { partner })?.query).toBe(LISTED);
});

test('whoever sends ever new documents, each of them twice, evicts no partner’s', () => {
  const shelf = new PlanShelf(schema, { sent: 10, seen: 10 });
  const plan = shelf.planFor(LISTED, undefined, { partner });
  expect(plan).toBeDefined();
  for (let i = 0; i < 500; i++)
    for (let again = 0; again < 2; again++) shelf.planFor(`{ a(n: ${i}) }`, undefined, anybody);
  expect(shelf.planFor(LISTED, undefined, { partner })).toBe(plan);
  expect(shelf.planFor('{ a(n: 1) }', undefined, anybody)).toBeUndefined();
});

test('what is no query, or none that is valid, is remembered as such', () => {
  const shelf = new PlanShelf(schema);
  for (const query of ['{ nope }', 'mutation { a }', '{', '{ __schema { description } }'])
    for (let sent = 0; sent < 3; sent++) expect(shelf.planFor(query, undefined, anybody)).toBeUndefined();
});
