import type { FastifyReply, FastifyRequest } from 'fastify';
import { CorridorError } from '../errors.ts';
import { isDoubt } from '../projection/doubt.ts';
import type { FragmentKeeper } from '../projection/run.ts';
import { WantedParts } from '../resolvers/wanted-parts.ts';
import { LookUpBatches } from '../store/look-up-batches.ts';
import { admission } from './admission.ts';
import { admitPlanned } from './admit-planned.ts';
import type { QueryCost } from './admit-request.ts';
import { AnswerFragments } from './answer-fragments.ts';
import { writeReceipt } from './answer-receipt.ts';
import type { Caller } from './caller.ts';
import { disclosureExtensions, nameSelection } from './disclosure-extensions.ts';
import { formatGraphQLError } from './format-graphql-error.ts';
import { statusOf } from './http-status.ts';
import type { HubServices } from './hub-services.ts';
import type { OperationPlan } from './operation-plan.ts';
import { PlanShelf } from './plan-shelf.ts';
import { createContext, type ServedContext } from './serve-context.ts';

/** Why the ordinary way answered, or that it did not. */
export type AnswerWay = 'compiled' | 'http' | 'refused' | 'new' | 'variables' | 'doubt';

const MEDIA: Readonly<Record<string, string>> = {
  '*/*': 'application/json; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
};
/** Of what reads consignments in several ways all of them is read. */
const EVERYTHING = new WantedParts();
const MEMBERS: ReadonlySet<string> = new Set(['query', 'operationName', 'variables', 'extensions', 'documentId']);

interface PlainRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
}

interface Asked extends PlainRequest {
  readonly caller: Caller;
  readonly plan: OperationPlan;
  readonly cost: QueryCost;
}

/**
 * Answers queries that were compiled, ahead of Apollo Server and on its route. Whatever is not plain (another media type, a token that does
 * not hold, a budget that is used up, a value that is missing) goes the ordinary way, which alone says what is wrong.
 */
export class CompiledAnswers {
  readonly #services: HubServices;
  readonly #plans: PlanShelf;
  readonly #lookUps: LookUpBatches;
  readonly #fragments = new AnswerFragments();

  constructor(services: HubServices) {
    this.#services = services;
    this.#plans = new PlanShelf(services.unified);
    this.#lookUps = new LookUpBatches(services.steady);
  }

  /** The body of the answer, with its headers set; undefined where the ordinary way must answer. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    const { metrics } = this.#services;
    const stop = metrics.queries.startTimer();
    const found = await this.#answer(request, reply);
    metrics.answerWays.inc({ way: typeof found === 'string' ? found : 'compiled' });
    if (typeof found === 'string') return undefined;
    stop({ operation: 'query', outcome: found.refused ? 'error' : 'ok' });
    return found.body;
  }

  async #answer(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Exclude<AnswerWay, 'compiled'> | { body: string; refused: boolean }> {
    const plain = plainRequest(request);
    if (!plain) return 'http';
    const caller = await admission(this.#services, request);
    if (caller instanceof CorridorError) return 'refused';
    const plan = this.#plans.planFor(plain.query, plain.operationName, caller);
    if (!plan) return 'new';
    const variables = plan.variablesOf(plain.variables);
    if (!variables) return 'variables';
    const cost = admitPlanned({ plan, caller, given: plain.variables, variables });
    if (!cost) return 'refused';
    const context = createContext(this.#services, caller, {
      lookUps: this.#lookUps,
      wanted: plan.isOfConsignmentsAlone ? plan.wanted : EVERYTHING,
    });
    nameSelection(this.#services.schema, plan.document, context);
    const keeper = plan.isOfConsignmentsAlone ? this.#fragments.keeper(plan.wanted) : undefined;
    const data = await written(plan, context, variables, keeper);
    if (data === undefined) return 'doubt';
    reply.header('content-type', plain.mediaType);
    return this.#told({ ...plain, caller, plan, cost }, context, data, reply);
  }

  /** With its receipt written; without one the answer does not leave (law 4.7). */
  async #told({ plan, cost }: Asked, context: ServedContext, data: string, reply: FastifyReply) {
    const { query, operation } = plan;
    const result = context.disclosures.isEmpty ? { data: JSON.parse(data) } : {};
    const answer = { context, type: operation.operation, query, operationName: operation.name?.value, result };
    const refusal = await writeReceipt(this.#services, answer);
    if (refusal) {
      reply.code(statusOf(refusal.code)).header('retry-after', '5');
      const errors = [formatGraphQLError(this.#services.logger, refusal)];
      return { body: `${JSON.stringify({ errors })}\n`, refused: true };
    }
    const told = disclosureExtensions(context);
    const extensions = cost.requested || told ? { ...(cost.requested && { cost }), ...told } : undefined;
    const after = extensions ? `,"extensions":${JSON.stringify(extensions)}` : '';
    return { body: `{"data":${data}${after}}\n`, refused: false };
  }
}

function plainRequest({ headers, body, method }: FastifyRequest): PlainRequest | undefined {
  const mediaType = MEDIA[headers.accept ?? '*/*'];
  if (method !== 'POST' || mediaType === undefined || !isJson(headers['content-type'])) return undefined;
  if (!isRecord(body) || !Object.keys(body).every(each => MEMBERS.has(each))) return undefined;
  const { query, operationName = undefined, variables = {}, extensions = {} } = body;
  if (typeof query !== 'string' || query === '' || !isRecord(extensions ?? {}) || !isRecord(variables ?? {}))
    return undefined;
  if (operationName !== undefined && operationName !== null && (typeof operationName !== 'string' || !operationName))
    return undefined;
  return {
    query,
    operationName: operationName ?? undefined,
    variables: (variables ?? {}) as Record<string, unknown>,
    mediaType,
  };
}

function isJson(contentType: string | undefined): boolean {
  return contentType === 'application/json' || contentType === 'application/json; charset=utf-8';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined in doubt, whatever went wrong: graphql-js reports it. */
async function written(
  plan: OperationPlan,
  context: ServedContext,
  variables: Readonly<Record<string, unknown>>,
  keeper: FragmentKeeper | undefined,
): Promise<string | undefined> {
  try {
    const data = await plan.writerFor(variables)(context, variables, keeper);
    context.disclosures.summary(); // counts what was read: a doubt of that is a doubt too
    return data;
  } catch (error) {
    if (!isDoubt(error) && !(error instanceof Error)) throw error;
    return undefined;
  }
}
