import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';

/**
 * What an error may say in a log. PostgreSQL quotes the row in `detail` and the values in `where`, and the driver may carry the statement with
 * its parameters: what they hold is other people's data. The message and the stack say where to look.
 */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const { code, table_name, constraint_name, routine } = error as Error & Record<string, unknown>;
  return {
    type: name,
    message: withoutValues(message),
    stack: stack === undefined ? undefined : withoutValues(stack),
    code,
    table: table_name,
    constraint: constraint_name,
    routine,
    ...(cause === undefined ? {} : { cause: loggedError(cause) }),
  };
}

/**
 * `invalid input syntax for type uuid: "…"` and its like: what stands between double quotes after a colon is a value. So is what JSON.parse
 * and BigInt quote of a text that they cannot read.
 */
function withoutValues(text: string): string {
  return text
    .replace(/: "[^"]*"/g, ': "(hidden)"')
    .replace(/Unexpected token [\s\S]*? is not valid JSON/g, 'Unexpected token: "(hidden)" is not valid JSON')
    .replace(/Cannot convert [\s\S]*? to a BigInt/g, 'Cannot convert "(hidden)" to a BigInt');
}

/** Writes to standard error unless told otherwise. Secrets and personal data do not reach it (docs/personal-data.md). */
export function hubLogger(level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, serializers: { err: loggedError } }, destination);
}
