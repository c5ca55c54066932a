import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, parse, validate } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { useServer as acceptSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ExchangeToken } from './gateway-exchange.ts';
import { type GatewayContext, GatewayRequest } from './gateway-request.ts';
import { MOST_TOKENS, queryLimitsRule } from './query-limits.ts';
import type { PlannedSupergraph } from './supergraph.ts';

const MESSAGE_BYTES = 2 ** 20;

export interface GatewayStreams {
  readonly planned: PlannedSupergraph;
  readonly exchange: ExchangeToken | undefined;
}

/** GraphQL over Server-Sent Events, distinct connections mode, as the hub has it. */
export function registerGatewayEvents(app: FastifyInstance, streams: GatewayStreams): void {
  const handler = createHandler({
    onSubscribe: async ({ raw }, { query, variables, operationName }) => {
      const args = await prepared(streams, { query, variables, operationName }, raw.headers);
      return ('document' in args ? args : only({ errors: args })) as never;
    },
    execute: run(streams) as never,
    subscribe: run(streams) as never,
  });
  app.all('/graphql/stream', (request, reply) => handler(request, reply));
}

/** What is refused is told as the one event of a stream, as at the hub. */
async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

/** `graphql-transport-ws` on /graphql; the token comes with `connection_init`. Answers how to close. */
export function serveGatewaySockets(server: Server, streams: GatewayStreams): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES });
  const { dispose } = acceptSockets(
    {
      onSubscribe: ({ connectionParams }, _id, request) => prepared(streams, request, { ...connectionParams }),
      execute: run(streams) as never,
      subscribe: run(streams) as never,
    },
    sockets,
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client, request)),
  );
  return async () => dispose();
}

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

async function prepared(
  { planned, exchange }: GatewayStreams,
  asked: Asked,
  headers: object,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  try {
    const document = parse(asked.query, { maxTokens: MOST_TOKENS });
    const errors = validate(planned.schema, document, undefined);
    const large = validate(planned.schema, document, [queryLimitsRule]);
    if (errors.length + large.length > 0) return [...errors, ...large].map(ofQuery);
    const client = new GatewayRequest({ ...headers }, exchange);
    await client.prepare();
    const { variables, operationName } = asked;
    return {
      schema: planned.schema,
      document,
      variableValues: variables ?? {},
      operationName: operationName ?? undefined,
      contextValue: { client } satisfies GatewayContext,
    } as ExecutionArgs;
  } catch (error) {
    return [refusalOf(error)];
  }
}

/** What graphql-js finds wrong with an operation has the code and the remedy that it has at the hub. */
function ofQuery(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions: { code: 'BAD_USER_INPUT', remedy: 'fix-query' },
  });
}

function refusalOf(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return ofQuery(error);
  const { message, code = 'INTERNAL', remedy = 'report-bug' } = error as Error & { code?: string; remedy?: string };
  return new GraphQLError(message, { extensions: { code, remedy } });
}

function run({ planned }: GatewayStreams) {
  return ({ document, variableValues, operationName, contextValue }: ExecutionArgs) =>
    planned.execute({
      document,
      variables: variableValues ?? undefined,
      operationName: operationName ?? undefined,
      context: contextValue as object,
    });
}
