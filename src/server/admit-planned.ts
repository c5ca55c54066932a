import { documentHash, type QueryCost, sizeRefusal } from './admit-request.ts';
import { type Caller, scopeError } from './caller.ts';
import type { OperationPlan } from './operation-plan.ts';
import { COST_LIMIT, costOf } from './query-cost.ts';
import { oversizedVariables } from './value-count.ts';

export interface PlannedRequest {
  readonly plan: OperationPlan;
  readonly caller: Caller;
  readonly given: Readonly<Record<string, unknown>>;
  /** The same as graphql-js coerced them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Whether a document is of a size that a partner may send: the same for all its requests, until its files change. */
const sizes = new WeakMap<OperationPlan, WeakMap<object, boolean>>();
const NO_PARTNER = {};

/** As `admitRequest`, with what does not change from request to request worked out once; undefined where it must not run. */
export function admitPlanned({ plan, caller, given, variables }: PlannedRequest): QueryCost | undefined {
  const { partner } = caller;
  if (scopeError(caller, 'graph:query') || oversizedVariables(given)) return undefined;
  if (partner?.operations === 'listed' && !partner.documents.has(documentHash(plan.query))) return undefined;
  if (!isOfSize(plan, caller)) return undefined;
  const maximum = partner?.budgets?.cost ?? COST_LIMIT;
  const { schema, document, operation } = plan;
  const weigh = () => costOf({ schema, document, operationName: operation.name?.value, variables: given }) ?? 0;
  const requested = plan.remembered('cost', variables, weigh);
  return requested > maximum ? undefined : { requested, maximum };
}

function isOfSize(plan: OperationPlan, { partner }: Caller): boolean {
  const known: WeakMap<object, boolean> = sizes.get(plan) ?? new WeakMap();
  sizes.set(plan, known);
  const found = known.get(partner ?? NO_PARTNER) ?? sizeRefusal(plan.document, { partner }) === undefined;
  known.set(partner ?? NO_PARTNER, found);
  return found;
}
