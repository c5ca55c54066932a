import type { ExecutionArgs, OperationTypeNode } from 'graphql';
import type { Caller } from './caller.ts';

/** One GraphQL request as a socket or an event stream brings it. */
export interface OperationRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

export interface Operation {
  readonly caller: Caller;
  readonly type: OperationTypeNode;
  /** The query as it was sent. */
  readonly query: string;
  readonly args: ExecutionArgs;
}
