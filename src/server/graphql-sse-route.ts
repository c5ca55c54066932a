import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import { CorridorError } from '../errors.ts';
import { formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { sendProblem } from './problem-details.ts';
import { prepareOperation, runOperation } from './run-operation.ts';
import { StreamFrame } from './stream-frame.ts';
import { viewAs } from './view-as.ts';
import { writeEvents } from './write-events.ts';

const EVENT_STREAM = 'text/event-stream';
const QUERY_BYTES = 2 ** 20;

/**
 * GraphQL over Server-Sent Events, distinct connections mode: one operation, one stream. Each delivery has its cursor as the id of its event,
 * so that a browser comes back with `Last-Event-ID` by itself.
 */
export function registerServerSentEvents(app: FastifyInstance, services: HubServices, streams: Set<LiveStream>): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    bodyLimit: QUERY_BYTES,
    handler: async (request, reply) => {
      if (!request.headers.accept?.includes(EVENT_STREAM)) return sendProblem(reply, notAcceptable(), 406);
      const caller = viewAs(
        await services.authenticate(request.headers.authorization, request.headers['client-cert']),
        request.headers['corridor-view-as'],
        services.partners,
      );
      const operation = prepareOperation(services, caller, operationRequest(request));
      if ('args' in operation) assertMethod(operation, request);
      return stream(services, streams, request, reply, operation);
    },
  });
}

async function stream(
  services: HubServices,
  streams: Set<LiveStream>,
  { headers }: FastifyRequest,
  reply: FastifyReply,
  operation: Operation | readonly GraphQLError[],
): Promise<FastifyReply> {
  const lastEventId = headers['last-event-id'];
  const resumed = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : undefined;
  const result =
    'args' in operation
      ? await runOperation(services, operation, { name: 'sse', streams, lastEventId: resumed })
      : formatResult(services, { errors: operation });
  reply.hijack();
  await writeEvents(reply.raw, result instanceof LiveStream ? result : only(result));
  return reply;
}

async function* only(result: ExecutionResult): AsyncGenerator<readonly StreamFrame[], undefined> {
  yield [new StreamFrame(JSON.stringify(result))];
  return undefined;
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
