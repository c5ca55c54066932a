import type { GraphQLSchema } from 'graphql';
import { argumentOperations } from './argument-operations.ts';
import { fieldOperations } from './field-operations.ts';
import type { Operation } from './operation.ts';
import { type Known, writtenOperations } from './written-operations.ts';

/**
 * Every field of every type, every argument with each kind of value, nodes, pages, fragments and what is wrong: what each way of answering
 * (in one process, planned over subgraphs, by a faster path) answers alike. `Known` is what a running graph says to `KNOWN_QUERY`.
 */
export function allOperations(schema: GraphQLSchema, known: Known): Operation[] {
  return [...fieldOperations(schema), ...argumentOperations(schema), ...writtenOperations(known)];
}
