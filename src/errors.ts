/** What the caller owes next. An error is named by the action that mends it. */
export type Remedy = 'fix-message' | 'fix-credentials' | 'fix-query' | 'retry-later' | 'report-bug';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'AMBIGUOUS_IDENTIFIER'
  | 'BAD_USER_INPUT'
  | 'QUERY_TOO_COMPLEX'
  | 'RATE_LIMITED'
  | 'CURSOR_TOO_OLD'
  | 'CURSOR_FOREIGN'
  | 'CURSOR_FUTURE'
  | 'CONSUMER_TOO_SLOW'
  | 'SOURCE_UNAVAILABLE'
  | 'PAYLOAD_TOO_LARGE'
  | 'CONFIGURATION'
  | 'INTERNAL';

/** The only kind of error that Corridor throws on purpose. `status` is the HTTP status where the error ends a request. */
export class CorridorError extends Error {
  override readonly name = 'CorridorError';
  readonly code: ErrorCode;
  readonly remedy: Remedy;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, remedy: Remedy, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

/** Ends an exhaustive `switch`: a case that the compiler lets through is a bug of ours. */
export function assertUnreachable(value: never): never {
  throw new CorridorError('INTERNAL', 'report-bug', `unexpected case ${JSON.stringify(value)}`);
}
