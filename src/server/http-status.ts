import type { ErrorCode } from '../errors.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  AMBIGUOUS_IDENTIFIER: 409,
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  CURSOR_TOO_OLD: 410,
  CURSOR_FOREIGN: 400,
  CURSOR_FUTURE: 400,
  CONSUMER_TOO_SLOW: 503,
  SOURCE_UNAVAILABLE: 503,
  PAYLOAD_TOO_LARGE: 413,
  CONFIGURATION: 500,
  INTERNAL: 500,
};

/** The HTTP status of an error that ends a request. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code];
}
