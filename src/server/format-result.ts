import { type ExecutionResult, GraphQLError } from 'graphql';
import { CorridorError } from '../errors.ts';
import { formatGraphQLError } from './format-graphql-error.ts';
import type { HubServices } from './hub-services.ts';

/** `errors` as plain objects: graphql-js leaves to each transport how they are shown. */
export function formatResult({ logger }: Pick<HubServices, 'logger'>, result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map(error => formatGraphQLError(logger, error));
  return { ...result, errors: errors as unknown as readonly GraphQLError[] };
}

export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new CorridorError('INTERNAL', 'report-bug', String(error));
  return new GraphQLError(originalError.message, { originalError });
}
