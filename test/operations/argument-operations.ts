import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { along, leavesOf } from './field-operations.ts';
import type { Operation } from './operation.ts';
import { ENTRIES, SCALARS, TEXTS } from './operation-values.ts';

type Field = GraphQLField<unknown, unknown>;

/** Where fields with arguments below the root are asked. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  Consignment: ['consignment(where: { ucr: "6CN91120113MA0014257G-A07007" })'],
  EquipmentUse: ['consignment(where: { ucr: "6CN91120113MA0014257G-A07007" })', 'equipmentUses'],
  Alarm: ['alarms(first: 3)', 'nodes'],
  ImportDraft: ['importDraft(consignment: { ucr: "6CN91120113MA0014257G-A13014" })'],
  RiskRule: ['riskRule(id: "voyage-unknown")'],
};
/** Values that change with each receipt that is written, or that tell no more than the rest: not asked in every way. */
const LEFT_OUT = new Set(['disclosures', 'node']);
const MOST_VALUES = 14;

/** Every argument of every field, in turn with each of the values that its type has. */
export function argumentOperations(schema: GraphQLSchema): Operation[] {
  const root = schema.getQueryType()?.getFields() ?? {};
  const entered = ENTRIES.flatMap(([name]) =>
    root[name] && !LEFT_OUT.has(name) ? [{ field: root[name], way: [] }] : [],
  );
  const below = Object.entries(BELOW).flatMap(([name, way]) => {
    const type = schema.getType(name);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    return fields.filter(each => each.args.length > 0).map(field => ({ field, way }));
  });
  return [...entered, ...below].flatMap(({ field, way }) => operationsOf(field, way));
}

function operationsOf(field: Field, way: readonly string[]): Operation[] {
  return field.args.flatMap(argument =>
    mostOf(argument).map((value, i) => {
      const given = [...othersOf(field, argument), { argument, value }];
      const title = `${field.name}(${argument.name}: ${JSON.stringify(value)})`;
      return i % 2 === 0 ? withVariables(field, way, given, title) : withLiterals(field, way, given, title);
    }),
  );
}

/** So many values that each member of an input is given once. */
function mostOf({ type, name }: GraphQLArgument): unknown[] {
  const named = getNamedType(type);
  const members = isInputObjectType(named) ? Object.keys(named.getFields()).length : 0;
  return valuesOf(type, name).slice(0, Math.max(MOST_VALUES, members));
}

interface Given {
  readonly argument: GraphQLArgument;
  readonly value: unknown;
}

function othersOf(field: Field, argument: GraphQLArgument): Given[] {
  return field.args
    .filter(each => each !== argument && isRequiredArgument(each))
    .map(each => ({ argument: each, value: valuesOf(each.type, each.name)[0] }));
}

function withVariables(field: Field, way: readonly string[], given: readonly Given[], title: string): Operation {
  const declared = given.map(({ argument }) => `$${argument.name}: ${argument.type}`).join(', ');
  const call = `${field.name}(${given.map(({ argument }) => `${argument.name}: $${argument.name}`).join(', ')})`;
  const variables = Object.fromEntries(given.map(({ argument, value }) => [argument.name, value]));
  return { title, query: `query (${declared}) ${asked(field, way, call)}`, variables };
}

function withLiterals(field: Field, way: readonly string[], given: readonly Given[], title: string): Operation {
  const call = `${field.name}(${given.map(({ argument, value }) => `${argument.name}: ${literal(value, argument.type)}`).join(', ')})`;
  return { title, query: asked(field, way, call) };
}

function asked(field: Field, way: readonly string[], call: string): string {
  const type = getNamedType(field.type);
  const selected = isObjectType(type) ? `${call} { ${leavesOf(type)} }` : call;
  return way.length === 0 ? `{ ${selected} }` : along(way, selected);
}

function valuesOf(written: GraphQLInputType, name: string): unknown[] {
  const type = getNullableType(written);
  if (isListType(type)) {
    const each = valuesOf(type.ofType, name);
    return [...each.map(value => [value]), each.slice(0, 3)];
  }
  if (isEnumType(type)) return type.getValues().map(value => value.name);
  if (isInputObjectType(type)) return inTurn(Object.values(type.getFields()).map(member => objectsWith(type, member)));
  return [...(SCALARS[type.name] ?? TEXTS[name] ?? ['NO-SUCH'])];
}

/** The first of each, then the second of each. */
function inTurn(lists: readonly (readonly unknown[])[]): unknown[] {
  const longest = Math.max(...lists.map(each => each.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap(each => each.slice(i, i + 1))).flat();
}

type Input = Extract<ReturnType<typeof getNullableType>, { getFields(): unknown }>;
type Member = { readonly name: string; readonly type: GraphQLInputType };

function objectsWith(type: Input, member: Member): object[] {
  const members = Object.values(type.getFields()) as (Member & GraphQLArgument)[];
  const needed = members
    .filter(each => each !== member && isRequiredArgument(each))
    .map(each => [each.name, valuesOf(each.type, each.name)[0]]);
  return valuesOf(member.type, member.name)
    .slice(0, 3)
    .map(value => Object.fromEntries([...needed, [member.name, value]]));
}

/** As GraphQL writes it: enum values bare. */
function literal(value: unknown, written: GraphQLInputType): string {
  const type = getNullableType(written);
  if (isListType(type)) return `[${(value as unknown[]).map(each => literal(each, type.ofType)).join(', ')}]`;
  if (isInputObjectType(type)) {
    const members = Object.entries(value as object).map(([name, each]) => {
      const member = type.getFields()[name];
      return member ? `${name}: ${literal(each, member.type)}` : '';
    });
    return `{ ${members.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}
