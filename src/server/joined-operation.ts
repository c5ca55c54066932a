import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';

/** An operation that a planner runs over the hub's subgraphs, in this process, and those of partners. */
export interface JoinedOperation {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Of the one request that it is part of. */
  readonly context: object;
  /** Of a subscription: what one delivery is made of. */
  readonly rootValue?: unknown;
}

/** The graph with the subgraphs of partners joined to it. */
export interface JoinedGraph {
  /** What clients see: the hub's own part of it executes as it is. */
  readonly schema: GraphQLSchema;
  /** The hub's own part alone. */
  readonly unified: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Whether an operation asks for anything of a partner's subgraph; one that does not needs no planner. */
  selects(document: DocumentNode): boolean;
  execute(operation: JoinedOperation): Promise<ExecutionResult>;
}
