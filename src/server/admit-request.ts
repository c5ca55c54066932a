import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { CorridorError } from '../errors.ts';
import { refusalOf } from './admit-operation.ts';
import type { Caller } from './caller.ts';
import { COST_LIMIT, costOf, tooCostly } from './query-cost.ts';
import { type DocumentLimits, oversize, QUERY_LIMITS } from './query-limits.ts';
import { oversizedVariables } from './value-count.ts';

export interface AdmittedRequest {
  readonly schema: GraphQLSchema;
  readonly caller: Caller;
  /** As it was sent. */
  readonly query: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export interface QueryCost {
  readonly requested: number;
  readonly maximum: number;
}

/** Why a document is too large for its sender: asked before it is validated. */
export function sizeRefusal(document: DocumentNode, { partner }: Pick<Caller, 'partner'>): CorridorError | undefined {
  const { depth, aliases, directives, tokens } = { ...QUERY_LIMITS, ...withoutAbsent(partner?.budgets ?? {}) };
  const limits: DocumentLimits = { depth, aliases, directives, tokens };
  return oversize(document, limits);
}

/** Whether a request may run: its caller's scopes and budget, before any resolver. Answers what it costs, or why not. */
export function admitRequest(request: AdmittedRequest): QueryCost | CorridorError {
  const { schema, caller, document, operation, variables, query } = request;
  const refusal =
    refusalOf(caller, document, operation) ??
    unlisted(query, caller) ??
    sizeRefusal(document, caller) ??
    oversizedVariables(variables);
  if (refusal) return refusal;
  const maximum = caller.partner?.budgets?.cost ?? COST_LIMIT;
  const requested = costOf({ schema, document, operationName: operation.name?.value, variables }) ?? 0;
  return requested > maximum ? tooCostly(requested, maximum) : { requested, maximum };
}

/** A partner that works with listed operations runs no other. */
function unlisted(query: string, { partner }: Caller): CorridorError | undefined {
  if (partner?.operations !== 'listed' || partner.documents.has(documentHash(query))) return undefined;
  const message = `this is none of the operations listed for ${partner.id}`;
  return new CorridorError('FORBIDDEN', 'fix-query', message, { operations: 'listed' });
}

export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How many subscriptions a partner may have at a time on this node. */
export function subscriptionRefusal(
  { partner }: Caller,
  type: OperationTypeNode,
  open: (partner: string) => number,
): CorridorError | undefined {
  const most = partner?.budgets?.subscriptions;
  if (!partner || most === undefined || type !== OperationTypeNode.SUBSCRIPTION || open(partner.id) < most)
    return undefined;
  const message = `${partner.id} may have ${most} subscriptions at a time; end one first`;
  return new CorridorError('RATE_LIMITED', 'retry-later', message, { subscriptions: most });
}

function withoutAbsent<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>;
}
