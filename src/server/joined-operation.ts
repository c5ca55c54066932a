import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { PartnerProblem } from '../partners/read-partners.ts';

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
  readonly supergraphSdl: string;
  /** Whether an operation asks for anything of a partner's subgraph; one that does not needs no planner. */
  selects(document: DocumentNode): boolean;
  execute(operation: JoinedOperation): Promise<ExecutionResult>;
}

/** The graph in force, which changes with what partners declare. */
export interface ChangingGraph {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** How what validated against a schema is planned; undefined where no partner was joined to it. */
  joinedOver(schema: GraphQLSchema): JoinedGraph | undefined;
  /** What is wrong with subgraphs as they are declared now. */
  problems(): readonly PartnerProblem[];
  /** Calls with each schema that comes in force; gives back how to stop. */
  onChange(listener: (schema: GraphQLSchema) => void): () => void;
  /** After the partners were read: joins what changed. */
  reload(): Promise<readonly PartnerProblem[]>;
  close(): void;
}
