import { GraphQLError } from 'graphql';

/** What planners and their transports tell of the request to a subgraph. */
const INTERNAL = ['request', 'serviceName', 'stacktrace', 'exception'];

/**
 * The error of a subgraph as the client of the supergraph may see it: its message, path, code and cause, without the query that was
 * sent to the subgraph, the representations in it, and places in a text that the client did not write.
 */
export function withoutSubgraphQuery(error: GraphQLError): GraphQLError {
  const told = Object.entries(error.extensions ?? {}).filter(([key]) => !INTERNAL.includes(key));
  return new GraphQLError(error.message, {
    path: error.path ?? null,
    originalError: error.originalError ?? null,
    extensions: Object.fromEntries(told),
  });
}
