import type { GraphQLArgument, GraphQLField } from 'graphql';

/**
 * Fields that cost their server much more than an object that is read with others, in units of such an object (some tens of microseconds),
 * by what they were seen to take. What is not here costs nothing of its own.
 */
const FIELD_COSTS: Readonly<Record<string, number>> = {
  'Consignment.history': 50, // folded once for each message that bears on it
  'Consignment.risk': 10, // every rule of the pack is evaluated
  'Query.declarationCounts': 100, // groups whatever is granted
  'Query.importDraft': 50,
  'Query.indicators': 100, // sums over a period and the one before
  'RiskRule.record': 500, // reads up to 5,000 past cases with what was known of them
};

/** What is asked as of a moment is folded from facts, each consignment by itself. */
const AS_OF_COST = 20;

export function costOfField(type: string, field: Pick<GraphQLField<unknown, unknown>, 'name'>): number {
  return FIELD_COSTS[`${type}.${field.name}`] ?? 0;
}

/** For each entry that the field gives. */
export function costOfArgument({ name }: Pick<GraphQLArgument, 'name'>): number {
  return name === 'asOf' ? AS_OF_COST : 0;
}
