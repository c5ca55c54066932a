import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import { applyTo } from './applied-directives.ts';
import { costOfArgument, costOfField } from './field-costs.ts';

/** What a page of a root field has where neither `first` nor `last` is said, and what any other list is taken to have. */
const ROOT_PAGE = 25;
const NESTED = 5;
/** Lists that are much longer. */
const LONG: Readonly<Record<string, number>> = { 'RiskPack.rules': 300 };
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

export interface ListSize {
  /** So many entries where nothing is said. */
  readonly assumedSize: number;
  /** The arguments that say how many; none: it is no page. */
  readonly slicingArguments: readonly string[];
}

/** How many objects a field is taken to give; undefined where it is no list of objects. */
export function listSizeOf(type: string, field: GraphQLField<unknown, unknown>): ListSize | undefined {
  if (!isCompositeType(getNamedType(field.type)) || type.endsWith('Connection')) return undefined;
  const slicingArguments = ['first', 'last'].filter(name => field.args.some(each => each.name === name));
  if (slicingArguments.length === 0 && !isListType(getNullableType(field.type))) return undefined;
  const nested = LONG[`${type}.${field.name}`] ?? NESTED;
  return { assumedSize: slicingArguments.length > 0 && ROOTS.has(type) ? ROOT_PAGE : nested, slicingArguments };
}

/**
 * Says in the SDL what queries are weighed by (IBM cost directives, as Apollo Federation 2.9 has them): an object costs 1, a scalar nothing, and
 * what is dearer its weight.
 */
export function withCosts(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      const args = listSizeOf(type.name, field);
      if (args) applyTo(field, directive(field, args));
      const weight = costOfField(type.name, field);
      if (weight > 0) applyTo(field, { name: 'cost', args: { weight } });
      for (const argument of field.args) {
        const more = costOfArgument(argument);
        if (more > 0) applyTo(argument, { name: 'cost', args: { weight: more } });
      }
    }
  }
  return schema;
}

function directive({ type }: GraphQLField<unknown, unknown>, { assumedSize, slicingArguments }: ListSize) {
  const reached = getNamedType(type);
  const lists = isObjectType(reached) ? ['edges', 'nodes'].filter(name => name in reached.getFields()) : [];
  const isPage = slicingArguments.length > 0;
  return {
    name: 'listSize',
    args: {
      assumedSize,
      ...(isPage ? { slicingArguments, requireOneSlicingArgument: false } : {}),
      ...(isPage && lists.length > 0 && !isListType(getNullableType(type)) ? { sizedFields: lists } : {}),
    },
  };
}
