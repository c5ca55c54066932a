/** Why an operation, or one answer to it, is left to the ordinary way: what is compiled never answers in doubt. */
export class Doubt extends Error {
  readonly reason: DoubtReason;

  constructor(reason: DoubtReason) {
    super(`the ordinary way answers: ${reason}`);
    this.reason = reason;
  }
}

/**
 * `value`: something failed or has no value where one must be, which graphql-js reports; `unread`: something was looked at that was not read;
 * the others are seen when an operation is compiled.
 */
export type DoubtReason = 'abstract-type' | 'introspection' | 'resolver' | 'no-query' | 'unread' | 'value';

export function isDoubt(value: unknown): value is Doubt {
  return value instanceof Doubt;
}
