import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { assertDisclosureClasses } from './disclosure-classes.ts';
import { buildHubSchema } from './schema.ts';

test('the hub’s schema builds, every field with its disclosure class', () => {
  expect(buildHubSchema().getType('Consignment')).toBeDefined();
});

test('a field without a disclosure class does not build', () => {
  const schema = buildSchema('type Query { a: Declaration } type Declaration { number: String bribe: String }');
  expect(() => assertDisclosureClasses(schema)).toThrow('Declaration.bribe');
});
