import type { FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { CorridorError } from '../errors.ts';
import type { OperationRequest } from './operation.ts';

const EVENT_STREAM = 'text/event-stream';

export function takesEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes(EVENT_STREAM) ?? false;
}

/** What is asked over Server-Sent Events, distinct connections mode: by GET or POST. */
export function eventRequest({ method, query, body }: FastifyRequest): OperationRequest {
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

export function assertMethod({ method }: FastifyRequest, type: OperationTypeNode): void {
  if (method === 'POST' || type !== OperationTypeNode.MUTATION) return;
  throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'a mutation is sent by POST');
}

export function notAcceptable(): CorridorError {
  return new CorridorError(
    'BAD_USER_INPUT',
    'fix-query',
    `this answers ${EVENT_STREAM} only: send Accept: ${EVENT_STREAM}`,
  );
}
