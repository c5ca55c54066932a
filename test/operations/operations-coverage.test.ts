import {
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../src/resolvers/schema.ts';
import { allOperations } from './all-operations.ts';
import type { Operation } from './operation.ts';

const KNOWN = {
  ids: ['Consignment:1', 'ConsignmentEvent:1', 'RailBooking:1', 'RailConsignmentNote:1', 'Alarm:1', 'Fact:1'].map(
    each => Buffer.from(each).toString('base64url'),
  ),
  consignmentCursors: ['a'],
  eventCursors: ['a'],
};

let schema: GraphQLSchema;
let operations: readonly Operation[];
let asked: ReadonlySet<string>;
beforeAll(() => {
  schema = buildHubSchema();
  operations = allOperations(schema, KNOWN);
  asked = new Set(operations.flatMap(namesIn));
});

/** Each field, argument and member of an input that an operation names, as `Type.field`, `Type.field(argument)` and `Input.member`. */
function namesIn({ query, variables = {} }: Operation): string[] {
  const names: string[] = [];
  const document = parsed(query);
  if (!document) return names;
  const types = new TypeInfo(schema);
  const add = (name: string | undefined) => name && names.push(name);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: node => {
        const field = `${types.getParentType()?.name}.${node.name.value}`;
        add(field);
        for (const each of node.arguments ?? []) add(`${field}(${each.name.value})`);
      },
      ObjectField: node => {
        add(`${getNamedType(types.getParentInputType())?.name}.${node.name.value}`);
      },
      Argument: node => {
        const value = node.value.kind === 'Variable' ? variables[node.value.name.value] : undefined;
        for (const each of membersIn(types.getInputType(), value)) add(each);
      },
    }),
  );
  return names;
}

function membersIn(written: Parameters<typeof getNamedType>[0], value: unknown): string[] {
  const type = getNamedType(written);
  if (Array.isArray(value)) return value.flatMap(each => membersIn(type, each));
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    `${type.name}.${name}`,
    ...membersIn(type.getFields()[name]?.type, each),
  ]);
}

function parsed(query: string) {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

/** What a query reaches of the schema, with the inputs that its fields take. */
function reachable(): { readonly fields: string[]; readonly inputs: string[] } {
  const fields: string[] = [];
  const inputs: string[] = [];
  const seen = new Set<string>();
  const queue = [schema.getQueryType()?.name ?? ''];
  for (const name of queue) {
    if (seen.has(name)) continue;
    seen.add(name);
    const type = schema.getType(name);
    if (isInterfaceType(type) || isUnionType(type)) queue.push(...schema.getPossibleTypes(type).map(each => each.name));
    if (isInputObjectType(type))
      for (const member of Object.values(type.getFields())) {
        inputs.push(`${name}.${member.name}`);
        queue.push(getNamedType(member.type).name);
      }
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        fields.push(`${name}.${field.name}`, ...field.args.map(each => `${name}.${field.name}(${each.name})`));
        queue.push(getNamedType(field.type).name, ...field.args.map(each => getNamedType(each.type).name));
      }
  }
  return { fields, inputs };
}

describe('the operations that every shape of the graph answers alike', () => {
  test('are at least 300', () => expect(operations.length).toBeGreaterThanOrEqual(300));

  test('ask for every field that a query reaches, and give every argument', () => {
    expect(reachable().fields.filter(each => !asked.has(each))).toEqual([]);
  });

  test('give every member of every input', () => {
    expect(reachable().inputs.filter(each => !asked.has(each))).toEqual([]);
  });

  test('have fragments, on interfaces and unions too, pages, and what is wrong', () => {
    const all = operations.map(({ query }) => query).join('\n');
    for (const each of [/\.\.\. on \w+/, /fragment \w+ on/, /after:/, /before:/, /last:/, /@include|@skip/])
      expect(all).toMatch(each);
    const wrong = operations.filter(({ query }) => {
      const document = parsed(query);
      return !document || validate(schema, document).length > 0;
    });
    expect(wrong.length).toBeGreaterThan(0);
  });
});
