import type { ExecutionResult } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** One way in which a client of its current version follows a graph. */
export interface StreamClient {
  follow(query: string, variables?: Record<string, unknown>): AsyncIterableIterator<ExecutionResult>;
  dispose(): unknown;
}

export interface StreamsOf {
  /** Of the graph, without a path. */
  readonly url: string;
  /** Where it answers Server-Sent Events. */
  readonly eventPath: string;
  readonly token: string;
}

/** The client of graphql-ws: graphql-transport-ws over a WebSocket. */
export function overSocket({ url, token }: StreamsOf): StreamClient {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  return {
    follow: (query, variables) => client.iterate({ query, variables }) as AsyncIterableIterator<ExecutionResult>,
    dispose: () => client.dispose(),
  };
}

/** The client of graphql-sse, distinct connections mode. */
export function overEvents({ url, eventPath, token }: StreamsOf): StreamClient {
  const headers = { authorization: `Bearer ${token}` };
  const client = createEventClient({ url: `${url}${eventPath}`, headers, retryAttempts: 0 });
  return {
    follow: (query, variables) => client.iterate({ query, variables }) as AsyncIterableIterator<ExecutionResult>,
    dispose: () => client.dispose(),
  };
}

/** The first so many results that count, and no more of the stream. */
export async function take(
  results: AsyncIterable<ExecutionResult>,
  most: number,
  counts: (result: ExecutionResult) => boolean = () => true,
): Promise<ExecutionResult[]> {
  const taken: ExecutionResult[] = [];
  for await (const result of results) {
    if (counts(result)) taken.push(result);
    if (taken.length === most) return taken;
  }
  throw new Error(`the stream ended after ${taken.length} of ${most} results`);
}

/** The codes with which a subscription is refused: as its only result, or as what the client throws. */
export async function refusedWith(client: StreamClient, query: string): Promise<unknown[]> {
  const [{ errors = [] }] = (await take(client.follow(query), 1).catch((thrown: unknown) => [
    { errors: Array.isArray(thrown) ? thrown : [thrown] },
  ])) as [ExecutionResult];
  return errors.map(({ extensions }) => extensions?.code);
}
