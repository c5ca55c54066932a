import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { CorridorError } from '../errors.ts';

/** An unexpected error shows a correlation id and nothing else (law 6.4); what happened stands in the log under that id. */
export function reportUnexpected(logger: Logger, error: unknown): CorridorError {
  const correlationId = randomUUID();
  if (isDatabaseGone(error)) {
    logger.warn({ correlationId, err: error }, 'the database does not answer');
    const message = 'the hub cannot reach its database at the moment';
    return new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message, { correlationId });
  }
  logger.error({ correlationId, err: error }, 'unexpected error');
  const message = `an unexpected error: report it with the correlation id ${correlationId}`;
  return new CorridorError('INTERNAL', 'report-bug', message, { correlationId });
}

/** postgres.js and the sockets below it name a lost connection by its code, Postgres by class 08; 57P01 to 57P03 are a server that shuts down or starts. */
export function isDatabaseGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|08...|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|57P0[123]|53300)$/.test(
    code,
  );
}
