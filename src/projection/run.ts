import type { JsonText } from './json-text.ts';

/** One answer being written. */
export interface Run {
  /** What resolvers work with. */
  readonly context: unknown;
  /** As graphql-js coerced them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly keeper: FragmentKeeper | undefined;
  /** The arguments of each field that has any, by its number: made once an answer, however many objects have the field. */
  readonly args: (Readonly<Record<string, unknown>> | undefined)[];
}

/**
 * Keeps what was written of an object, to write it again while nothing of it has changed. What it may keep, and for whom, is the keeper's to
 * know: the object, who reads, and the `variables` that the part of the query below it uses.
 */
export interface FragmentKeeper {
  write(place: FragmentPlace, value: unknown, run: Run, anew: (value: unknown, run: Run) => JsonText): JsonText;
}

/** Where in an operation an object is written. */
export interface FragmentPlace {
  readonly variables: readonly string[];
}
