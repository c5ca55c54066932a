import type { ExecutionArgs, OperationTypeNode } from 'graphql';
import type { DisclosureOperation } from '../audit/audit-entry.ts';
import type { QueryCost } from './admit-request.ts';
import type { Caller } from './caller.ts';

/** One GraphQL request as a socket or an event stream brings it. */
export interface OperationRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  /** A document of the partner's by its SHA-256, instead of `query`. */
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export interface Operation {
  readonly caller: Caller;
  readonly type: OperationTypeNode;
  /** The query as it was sent. */
  readonly query: string;
  readonly cost: QueryCost;
  readonly args: ExecutionArgs;
  readonly leavesAs?: DisclosureOperation | undefined;
}
