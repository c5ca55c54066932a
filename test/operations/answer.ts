import type { ExecutionResult } from 'graphql';

/** What an answer tells its reader, in whichever shape of the graph it was made. */
export interface ComparedAnswer {
  readonly data: unknown;
  readonly errors: readonly string[];
  readonly withheld: unknown;
  readonly transformed: unknown;
}

/** What tells when it was asked. */
const OF_NOW = new Set(['assessedAt', 'lagSeconds']);

/**
 * Data, the code and words of each error with its place in the answer, and what was withheld or changed. Of variables that are wrong the
 * place is left out: a router that does not know a scalar's own rules learns from the subgraph at a field what one process says before it.
 */
export function answerOf({ data, errors = [], extensions }: ExecutionResult): ComparedAnswer {
  const told = errors.map(({ message, path, extensions: { code } = {} }) => {
    const isOfVariable = message.startsWith('Variable "$');
    return `${code ?? ''} ${message} ${isOfVariable ? '' : (path?.join('.') ?? '')}`;
  });
  const { withheld, transformed } = extensions ?? {};
  const asOfNow = (key: string, value: unknown) => (OF_NOW.has(key) ? null : value);
  return JSON.parse(JSON.stringify({ data: data ?? null, errors: told.sort(), withheld, transformed }, asOfNow));
}
