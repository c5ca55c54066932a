import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { FIELD_TAGS } from '../resolvers/field-tags.ts';
import { buildHubSchema } from '../resolvers/schema.ts';
import { composeWithout } from './contract-supergraph.ts';
import { planOver } from './supergraph.ts';

function supergraphWithout(...tags: string[]): string {
  const composition = composeWithout(new Set(tags));
  if (!composition.ok) throw new Error(composition.errors.join('\n'));
  return composition.supergraph;
}

function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(type => !type.name.startsWith('_'))
    .flatMap(type => Object.keys(type.getFields()).map(field => `${type.name}.${field}`));
}

const whole = fieldsOf(buildHubSchema());

test('every field that is said to have a tag is there', () => {
  const tagged = Object.values(FIELD_TAGS).flatMap(fields => [...fields]);
  expect(tagged.filter(each => !whole.includes(each))).toEqual([]);
});

test.each(Object.entries(FIELD_TAGS))('without %s clients see everything else, and nothing of it', (tag, fields) => {
  const api = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraphWithout(tag))));
  const left = new Set(fieldsOf(api));
  expect([...fields].filter(each => left.has(each))).toEqual([]);
  const emptied = [...fields].map(each => each.split('.')[0]);
  expect(whole.filter(each => !left.has(each) && !fields.has(each) && !emptied.includes(each.split('.')[0]))).toEqual(
    [],
  );
});

test('a router over the part shows clients the part', async () => {
  const none = async () => ({ data: null });
  const { schema } = await planOver(supergraphWithout('personal', 'operations', 'risk-control'), none);
  const fields = fieldsOf(schema);
  expect(fields).toContain('Query.consignment');
  expect(fields).not.toContain('Query.quarantine');
  expect(fields).not.toContain('Party.address');
});
