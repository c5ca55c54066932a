import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { useServer as acceptSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { CorridorError } from '../errors.ts';
import { assertMethod, eventRequest, notAcceptable, takesEvents } from './event-request.ts';
import type { ExchangeToken } from './gateway-exchange.ts';
import { type GatewayContext, GatewayRequest } from './gateway-request.ts';
import { mapStream } from './map-stream.ts';
import { sendProblem } from './problem-details.ts';
import { MOST_TOKENS, queryLimitsRule } from './query-limits.ts';
import { StreamFrame } from './stream-frame.ts';
import type { PlannedSupergraph } from './supergraph.ts';
import { writeEvents } from './write-events.ts';

const MESSAGE_BYTES = 2 ** 20;

export interface GatewayStreams {
  readonly planned: PlannedSupergraph;
  readonly exchange: ExchangeToken | undefined;
}

/** GraphQL over Server-Sent Events, distinct connections mode, as the hub has it. */
export function registerGatewayEvents(app: FastifyInstance, streams: GatewayStreams): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    errorHandler: (error, _request, reply) => {
      if (error instanceof CorridorError) return sendProblem(reply, error);
      throw error;
    },
    handler: async (request, reply) => {
      if (!takesEvents(request)) return sendProblem(reply, notAcceptable(), 406);
      const asked = eventRequest(request) as Asked;
      const args = await prepared(streams, asked, request.headers);
      if ('document' in args) assertMethod(request, typeOf(args));
      const result = 'document' in args ? await run(streams)(args) : { errors: args };
      reply.hijack();
      await writeEvents(reply.raw, mapStream(Symbol.asyncIterator in result ? result : only(result), framesOf));
      return reply;
    },
  });
}

const framesOf = (result: ExecutionResult) => [new StreamFrame(JSON.stringify(result))];

/** What is no stream is told as the one event of it, as at the hub. */
async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

function typeOf({ document, operationName }: ExecutionArgs): OperationTypeNode {
  return getOperationAST(document, operationName)?.operation ?? OperationTypeNode.QUERY;
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
