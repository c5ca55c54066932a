/** One answer being written. */
export interface Run {
  /** What resolvers work with. */
  readonly context: unknown;
  /** As graphql-js coerced them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The arguments of each field that has any, by its number: made once an answer, however many objects have the field. */
  readonly args: (Readonly<Record<string, unknown>> | undefined)[];
}
