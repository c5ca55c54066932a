import { CorridorError } from '../errors.ts';
import { loggedError } from '../server/hub-logger.ts';

/** One clear line: what failed, and what is owed. An error that nobody expected keeps its stack, for the report, and quotes nobody's data. */
export function failureLine(error: unknown): string {
  if (error instanceof CorridorError) return `corridor: ${error.message} (${error.code}, ${error.remedy})`;
  const { type, message, stack } = loggedError(error);
  return `corridor: ${stack ?? message ?? `a ${type} was thrown`}`;
}

export function wrongUse(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

/** Something asked for by name is not there. */
export function notThere(message: string): CorridorError {
  return new CorridorError('NOT_FOUND', 'fix-query', message);
}

/** Node's own report of a crash shows the error with all its members: rows, values and statements that were under way. */
export function reportCrashes(): void {
  process.on('uncaughtException', error => {
    process.stderr.write(`${failureLine(error)}\n`);
    process.exit(1);
  });
}
