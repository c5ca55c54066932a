import { type DocumentNode, GraphQLError, type GraphQLSchema, getNamedType, isCompositeType } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { CorridorError } from '../errors.ts';
import { costOfArgument, costOfField } from '../resolvers/field-costs.ts';
import { listSizeOf } from '../resolvers/list-sizes.ts';

/** Objects that a query may ask for, where a partner's budget says nothing else (contract: Limits). */
export const COST_LIMIT = 10_000;

export interface QueryToWeigh {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Fragments that double each other are not followed beyond so many fields. */
const MOST_NODES = 20_000;

/**
 * One for each object that a field gives, times the length of its list: what was asked with `first` or `last`, else what is usual; and what
 * is dear of itself (field-costs.ts). Nothing of the data is looked at, so that the cost tells nothing either.
 */
const estimator: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  const own = costOfField(type.name, field);
  if (!isCompositeType(getNamedType(field.type))) return own;
  const isPage = type.name.endsWith('Connection');
  if (isPage) return field.name === 'pageInfo' ? 0 : childComplexity;
  const length = Math.max(0, args.first ?? args.last ?? listSizeOf(type.name, field)?.assumedSize ?? 1);
  const ofArguments = field.args
    .filter(each => args[each.name] != null)
    .reduce((sum, each) => sum + costOfArgument(each), 0);
  return own + length * (ofArguments + (type.name.endsWith('Edge') ? childComplexity || 1 : 1 + childComplexity));
};

/** How many objects the query may give, before any of it runs; undefined where what it says of its variables is for others to refuse. */
export function costOf({ schema, document, operationName, variables }: QueryToWeigh): number | undefined {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      ...(operationName ? { operationName } : {}),
      estimators: [estimator],
      maxQueryNodes: MOST_NODES,
    });
  } catch (error) {
    if (error instanceof GraphQLError && /maximum allowed number of nodes/.test(error.message)) return Infinity;
    return undefined;
  }
}

export function tooCostly(requested: number, limit: number): CorridorError {
  const found = Number.isFinite(requested) ? requested : `more than ${MOST_NODES} fields`;
  const message = `The query costs ${found}; the limit is ${limit}. Ask for shorter pages (first) or fewer nested lists.`;
  return new CorridorError('QUERY_TOO_COMPLEX', 'fix-query', message, {
    limit: 'cost',
    allowed: limit,
    found: Number.isFinite(requested) ? requested : null,
  });
}
