import { once } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { CorridorError } from '../errors.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import { sendProblem } from './problem-details.ts';
import {
  formatResult,
  type Operation,
  type OperationRequest,
  prepareOperation,
  runOperation,
} from './run-operation.ts';

const EVENT_STREAM = 'text/event-stream';
const QUERY_BYTES = 2 ** 20;

/** GraphQL over Server-Sent Events, distinct connections mode: one operation, one stream. */
export function registerServerSentEvents(app: FastifyInstance, services: HubServices, streams: Set<LiveStream>): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    bodyLimit: QUERY_BYTES,
    handler: async (request, reply) => {
      if (!request.headers.accept?.includes(EVENT_STREAM)) return sendProblem(reply, notAcceptable(), 406);
      const caller = await services.authenticate(request.headers.authorization);
      const operation = prepareOperation(services, caller, operationRequest(request));
      if ('args' in operation) assertMethod(operation, request);
      return stream(services, streams, request, reply, operation);
    },
  });
}

/** graphql-sse writes to the socket itself. It reads as fast as results come, so each waits until the socket has taken the one before. */
async function stream(
  services: HubServices,
  streams: Set<LiveStream>,
  request: FastifyRequest,
  reply: FastifyReply,
  operation: Operation | readonly GraphQLError[],
): Promise<FastifyReply> {
  const { raw } = reply;
  const ready = async () => {
    if (raw.writableNeedDrain) await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
  };
  const result =
    'args' in operation
      ? await runOperation(services, operation, { name: 'sse', ready, streams })
      : formatResult(services, { errors: operation });
  const results = result instanceof LiveStream ? result : only(result);
  const handler = createHandler({
    authenticate: async () => null, // no reserved streams: that is the other mode
    onSubscribe: async () => results,
  });
  request.headers.accept = EVENT_STREAM; // graphql-sse compares the whole header
  reply.hijack();
  await handler(request, reply).catch(error => {
    services.logger.warn({ err: error }, 'an event stream ended in an error');
    raw.destroy();
  });
  return reply;
}

/** As a stream, since graphql-sse does not take a result for one that has errors and no data. */
async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

function operationRequest({ method, query, body }: FastifyRequest): OperationRequest {
  if (method === 'POST') return (body ?? {}) as OperationRequest;
  const { query: document, operationName, variables } = query as Readonly<Record<string, string | undefined>>;
  return { query: document, operationName, variables: variables === undefined ? undefined : parseVariables(variables) };
}

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'the variables are not JSON');
  }
}

function assertMethod({ type }: Operation, { method }: FastifyRequest): void {
  if (method === 'POST' || type !== OperationTypeNode.MUTATION) return;
  throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'a mutation is sent by POST');
}

function notAcceptable(): CorridorError {
  return new CorridorError(
    'BAD_USER_INPUT',
    'fix-query',
    `this answers ${EVENT_STREAM} only: send Accept: ${EVENT_STREAM}`,
  );
}
