import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { assertMethod, eventRequest, notAcceptable, takesEvents } from './event-request.ts';
import { formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import type { Operation } from './operation.ts';
import { sendProblem } from './problem-details.ts';
import { prepareOperation, runOperation } from './run-operation.ts';
import { StreamFrame } from './stream-frame.ts';
import { viewAs } from './view-as.ts';
import { writeEvents } from './write-events.ts';

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
      if (!takesEvents(request)) return sendProblem(reply, notAcceptable(), 406);
      const caller = viewAs(
        await services.authenticate(request.headers.authorization, request.headers['client-cert']),
        request.headers['corridor-view-as'],
        services.partners,
      );
      const operation = prepareOperation(services, caller, eventRequest(request));
      if ('args' in operation) assertMethod(request, operation.type);
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
