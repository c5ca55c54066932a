import { type GraphQLObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { costOf } from '../server/query-cost.ts';
import { listSizeOf } from './list-sizes.ts';
import { buildHubSchema, buildSubgraphSchema } from './schema.ts';

const schema = buildHubSchema();
const fieldOf = (type: string, field: string) => {
  const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  if (!found) throw new Error(`no ${type}.${field}`);
  return found;
};

test('a page says its arguments, another list what it is taken to have, a value nothing', () => {
  expect(listSizeOf('Query', fieldOf('Query', 'consignments'))).toEqual({
    assumedSize: 25,
    slicingArguments: ['first', 'last'],
  });
  expect(listSizeOf('Consignment', fieldOf('Consignment', 'events'))?.assumedSize).toBe(5);
  expect(listSizeOf('Consignment', fieldOf('Consignment', 'parties'))).toEqual({
    assumedSize: 5,
    slicingArguments: [],
  });
  expect(listSizeOf('Consignment', fieldOf('Consignment', 'ucr'))).toBeUndefined();
});

test('queries are weighed by what the SDL says', () => {
  const cost = (query: string) => costOf({ schema, document: parse(query) });
  expect(cost('{ consignments { nodes { id } } }')).toBe(25);
  expect(cost('{ consignments(first: 3) { nodes { events { nodes { id } } } } }')).toBe(3 * (1 + 5));
  const consignments = (buildSubgraphSchema('consignment').getType('Query') as GraphQLObjectType).getFields()
    .consignments;
  expect(consignments?.extensions.directives).toContainEqual({
    name: 'listSize',
    args: {
      assumedSize: 25,
      slicingArguments: ['first', 'last'],
      requireOneSlicingArgument: false,
      sizedFields: ['edges', 'nodes'],
    },
  });
});

test('what is dear says so, and is weighed so', () => {
  const cost = (query: string) => costOf({ schema, document: parse(query) });
  expect(cost('{ consignments(first: 10) { totalCount nodes { risk { score } } } }')).toBe(10 * (1 + 10 + 1));
  expect(cost('{ consignments(first: 10, asOf: "2026-01-01T00:00:00Z") { nodes { id } } }')).toBe(10 * 21);
  expect(cost('{ consignments(first: 10, asOf: null) { nodes { id } } }')).toBe(10);
  expect(cost('{ riskPack { rules { id } } }')).toBe(301);
  expect(cost('{ riskPack { rules { record { fired } } } }')).toBeGreaterThan(100_000);
  const fields = (buildSubgraphSchema('consignment').getType('Consignment') as GraphQLObjectType).getFields();
  expect(fields.risk?.extensions.directives).toContainEqual({ name: 'cost', args: { weight: 10 } });
  const asOf = fields.risk?.args.find(each => each.name === 'asOf');
  expect(asOf?.extensions.directives).toContainEqual({ name: 'cost', args: { weight: 20 } });
});
