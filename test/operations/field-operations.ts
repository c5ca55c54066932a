import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Operation } from './operation.ts';
import { ENTRIES, REQUIRED_ARGUMENTS } from './operation-values.ts';

type Field = GraphQLField<unknown, unknown>;
/** The fields on the way to a type, from the root, with their arguments. */
type Way = readonly string[];

const FIELDS_AN_OPERATION = 3;
const LEAVES = 4;

/** Every field of every type that a query reaches, each once: by the shortest way to its type. */
export function fieldOperations(schema: GraphQLSchema): Operation[] {
  return [...waysTo(schema)].flatMap(([name, way]) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [];
    const fields = Object.values(type.getFields());
    return chunks(fields, FIELDS_AN_OPERATION).map((chunk, i) => ({
      title: `${name}, fields ${i + 1}`,
      query: along(way, `__typename ${chunk.map(field => selectionOf(type, field)).join(' ')}`),
    }));
  });
}

function waysTo(schema: GraphQLSchema): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  const root = schema.getQueryType()?.getFields() ?? {};
  const queue = ENTRIES.flatMap(([field, text]) => {
    const type = root[field] && getNamedType(root[field].type);
    return isObjectType(type) ? [{ type, way: [text] as Way }] : [];
  });
  for (const { type, way } of queue) {
    if (ways.has(type.name)) continue;
    ways.set(type.name, way);
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      const text = argued(type, field);
      if (isObjectType(below) && text !== undefined) queue.push({ type: below, way: [...way, text] });
    }
  }
  return ways;
}

function argued(type: GraphQLObjectType, field: Field): string | undefined {
  const given = REQUIRED_ARGUMENTS[`${type.name}.${field.name}`];
  if (given !== undefined) return `${field.name}${given}`;
  return field.args.some(isRequiredArgument) ? undefined : field.name;
}

function selectionOf(type: GraphQLObjectType, field: Field): string {
  const text = argued(type, field);
  if (text === undefined) return '';
  const below = getNamedType(field.type);
  return isObjectType(below) ? `${text} { ${leavesOf(below)} }` : text;
}

/** Some of what can be read of a type at once; of a connection, of what it connects to. */
export function leavesOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields());
  const leaves = fields.filter(each => isLeafType(getNamedType(each.type)) && !each.args.some(isRequiredArgument));
  const nodes = type.getFields().nodes;
  const connected = nodes && getNamedType(nodes.type);
  const below = isObjectType(connected) ? [`nodes { ${leavesOf(connected)} }`] : [];
  return ['__typename', ...leaves.slice(0, LEAVES).map(each => each.name), ...below].join(' ');
}

/** An operation that goes a way and selects there. */
export function along(way: Way, selection: string): string {
  return `{ ${way.join(' { ')} { ${selection} ${'}'.repeat(way.length)} }`;
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
