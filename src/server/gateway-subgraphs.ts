import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { CorridorError } from '../errors.ts';
import type { GatewayContext, GatewayRequest } from './gateway-request.ts';
import { mapStream } from './map-stream.ts';
import type { ExecuteInSubgraph, FederatedRequest, FederatedResult } from './supergraph.ts';
import { fetchWholeEvents } from './whole-events.ts';

/** A subgraph that does not answer by then is down for this request: its part is null. */
const SUBGRAPH_MS = 30_000;

export interface Subgraphs {
  readonly ask: ExecuteInSubgraph;
  close(): Promise<void>;
}

/** Asks each subgraph where the supergraph says it answers. */
export function overHttp(urls: ReadonlyMap<string, string>): Subgraphs {
  const executors = new Map([...urls].map(([name, url]) => [name.toLowerCase(), executorAt(url)]));
  return {
    ask: async (subgraph: string, request: FederatedRequest) => {
      const name = subgraph.toLowerCase();
      const execute = executors.get(name);
      if (!execute) throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', `${name} has no address`);
      const client = clientOf(request);
      await client?.prepare();
      const result = (await execute(request as never)) as FederatedResult;
      return Symbol.asyncIterator in result ? toldStream(name, result) : told(name, result, client);
    },
    close: async () => {
      await Promise.all([...executors.values()].map(each => each[Symbol.asyncDispose]()));
    },
  };
}

function clientOf(request: { readonly context?: unknown } | undefined): GatewayRequest | undefined {
  return (request?.context as GatewayContext | undefined)?.client;
}

function executorAt(endpoint: string) {
  return buildHTTPExecutor({
    endpoint,
    method: 'POST',
    timeout: ({ operationType }: { operationType?: string | undefined }) =>
      (operationType === 'subscription' ? undefined : SUBGRAPH_MS) as number,
    headers: request => ({ ...clientOf(request)?.headers }),
    fetch: fetchWholeEvents,
    // Two clients never share what one of them was answered.
    deduplicateInflightRequests: false,
  });
}

/** The transport's own words for no answer, and for one that is no GraphQL: they quote what came. */
const NO_ANSWER = ['SUBREQUEST_HTTP_ERROR', 'RESPONSE_VALIDATION_FAILED'];

/** A subgraph that goes while it streams ends the stream, with the reason: the client comes back with its last cursor. */
function toldStream(subgraph: string, results: AsyncIterable<ExecutionResult>): AsyncIterable<ExecutionResult> {
  return mapStream(results, result => {
    const isOfTransport = result.errors?.some(({ originalError }) => originalError) ?? false;
    return isOfTransport ? { errors: [unavailable(subgraph)] } : told(subgraph, result, undefined);
  });
}

/** Of a subgraph that is down, clients learn which part is missing, and nothing of where it runs (law 6.5). */
function told(subgraph: string, result: ExecutionResult, client: GatewayRequest | undefined): ExecutionResult {
  if (!result.errors?.some(({ extensions }) => NO_ANSWER.includes(String(extensions?.code)))) {
    client?.hear(result);
    return result;
  }
  return { ...result, errors: [unavailable(subgraph)] };
}

function unavailable(subgraph: string): GraphQLError {
  const message = `${subgraph} cannot be reached now: what it says is missing here.`;
  return new GraphQLError(message, {
    extensions: { code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later', source: subgraph },
  });
}
