import type { FastifyReply } from 'fastify';
import { CorridorError, type ErrorCode, type Remedy } from '../errors.ts';
import { statusOf } from './http-status.ts';

/** RFC 9457. `code` and `remedy` are Corridor's members; `type` is `about:blank`, so `title` is the status's own phrase. */
export interface ProblemDetails {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly remedy: Remedy;
  readonly [extension: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export function problemOf(error: CorridorError, status = statusOf(error.code)): ProblemDetails {
  const { code, remedy, message, details } = error;
  return { ...details, type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail: message, code, remedy };
}

export function sendProblem(reply: FastifyReply, error: CorridorError, status?: number): FastifyReply {
  const problem = problemOf(error, status);
  if (problem.status === 401) reply.header('www-authenticate', challenge(error, reply.request.headers.authorization));
  if (problem.status === 503) reply.header('retry-after', '5');
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** RFC 6750 section 3: who sent no token is told only that one is needed; a quoted string takes no quote and no backslash. */
export function challenge(error: CorridorError, authorization: string | undefined): string {
  const realm = 'Bearer realm="corridor"';
  if (authorization === undefined) return realm;
  return `${realm}, error="invalid_token", error_description="${error.message.replace(/[^ !#-[\]-~]/g, '')}"`;
}

/** Errors of the HTTP server itself, which know their status and nothing of Corridor. */
export function errorOfStatus(status: number, message: string): CorridorError {
  if (status === 413) return new CorridorError('PAYLOAD_TOO_LARGE', 'fix-message', message);
  if (status === 404) return new CorridorError('NOT_FOUND', 'fix-query', message);
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}
