import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLErrorExtensions, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { CorridorError } from '../errors.ts';
import { statusOf } from './http-status.ts';
import { challenge } from './problem-details.ts';
import { QUERY_LIMITS } from './query-limits.ts';
import { reportUnexpected } from './report-unexpected.ts';
import { withoutGivenValues } from './without-given-values.ts';

/** Every error of every transport: `extensions` has `code` and `remedy`; what nobody expected shows a correlation id only (law 6.4). */
export function formatGraphQLError(logger: Logger, error: unknown): GraphQLFormattedError {
  const { message, extensions } = explain(logger, error);
  if (!(error instanceof GraphQLError)) return { message, extensions };
  const { locations, path } = error;
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions };
}

interface Explanation {
  readonly message: string;
  readonly extensions: GraphQLErrorExtensions;
}

function explain(logger: Logger, error: unknown): Explanation {
  const root = rootOf(error);
  if (root instanceof CorridorError) return explainCorridor(root);
  if (!(root instanceof GraphQLError) || isOurMistake(root, error))
    return explainCorridor(reportUnexpected(logger, root));
  const { message } = error instanceof GraphQLError ? error : root;
  return { message: withoutGivenValues(message), extensions: explainQuery(root) };
}

function explainCorridor({ code, remedy, message, details }: CorridorError): Explanation {
  return { message, extensions: { ...details, code, remedy } };
}

/** Errors that graphql-js and Apollo raise before and beside the resolvers: the query is to be mended. */
function explainQuery({ message, extensions }: GraphQLError): GraphQLErrorExtensions {
  if (/more that \d+ tokens/.test(message)) {
    return { code: 'QUERY_TOO_COMPLEX', remedy: 'fix-query', limit: 'tokens', allowed: QUERY_LIMITS.tokens };
  }
  return extensions.remedy === undefined ? { code: 'BAD_USER_INPUT', remedy: 'fix-query' } : extensions;
}

/** A resolver's value that its scalar or enum cannot show: a GraphQLError at a path of the answer, but not of the query's making. */
function isOurMistake(root: GraphQLError, error: unknown): boolean {
  const atAnswer = error instanceof GraphQLError && error.path !== undefined;
  return atAnswer && root.extensions.remedy === undefined && /cannot represent/.test(root.message);
}

/** What was thrown where an error began. */
export function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

/** An error that ends the request before it runs, with its HTTP status: Apollo reads `extensions.http` and does not show it. */
export function endOfRequest(error: CorridorError, authorization: string | undefined): GraphQLError {
  const headers = new HeaderMap();
  if (error.code === 'UNAUTHENTICATED') headers.set('www-authenticate', challenge(error, authorization));
  if (error.code === 'RATE_LIMITED') headers.set('retry-after', String(error.details.retryAfter ?? 1));
  const extensions: Record<string, unknown> = { code: error.code, http: { status: statusOf(error.code), headers } };
  return new GraphQLError(error.message, { originalError: error, extensions });
}
