/** One operation of the corpus that every shape of the graph answers alike. */
export interface Operation {
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}
