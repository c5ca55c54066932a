import { CorridorError } from '../errors.ts';

/** One clear line: what failed, and what is owed. An error that nobody expected keeps its stack, for the report. */
export function failureLine(error: unknown): string {
  if (error instanceof CorridorError) return `corridor: ${error.message} (${error.code}, ${error.remedy})`;
  return `corridor: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

export function wrongUse(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

/** Something asked for by name is not there. */
export function notThere(message: string): CorridorError {
  return new CorridorError('NOT_FOUND', 'fix-query', message);
}
