import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { CorridorError } from '../errors.ts';
import { refusalOf } from './admit-operation.ts';
import { writeReceipt } from './answer-receipt.ts';
import type { Caller } from './caller.ts';
import { formatGraphQLError } from './format-graphql-error.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import { QUERY_LIMITS, queryLimitsRule } from './query-limits.ts';
import { createContext } from './serve-context.ts';

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

const RULES = [...specifiedRules, queryLimitsRule];

/** Checks a request as Apollo Server does for `POST /graphql`; throws what forbids it, answers what is wrong with it. */
export function prepareOperation(
  { schema }: Pick<HubServices, 'schema'>,
  caller: Caller,
  request: OperationRequest,
): Operation | readonly GraphQLError[] {
  const document = parseQuery(request.query);
  if (document instanceof GraphQLError) return [document];
  const errors = validate(schema, document, RULES);
  if (errors.length > 0) return errors;
  const operationName = typeof request.operationName === 'string' ? request.operationName : undefined;
  const operation = getOperationAST(document, operationName);
  if (!operation) return [new GraphQLError('The document has no operation, or several and none is named.')];
  const refusal = refusalOf(caller, document, operation);
  if (refusal) throw refusal;
  const variableValues = isRecord(request.variables) ? request.variables : {};
  const args = { schema, document, variableValues, ...(operationName === undefined ? {} : { operationName }) };
  return { caller, type: operation.operation, query: String(request.query), args };
}

export interface StreamTransport {
  readonly name: 'websocket' | 'sse';
  /** Resolves when the transport can take the next result: what it cannot take yet stays in the source. */
  readonly ready?: () => Promise<void>;
  readonly streams: Set<LiveStream>;
}

/** Runs an operation: one result, or a stream of them. Results come formatted, errors and all. */
export async function runOperation(
  services: HubServices,
  operation: Operation,
  transport: StreamTransport,
): Promise<ExecutionResult | LiveStream> {
  const { caller, type, args } = operation;
  if (type !== OperationTypeNode.SUBSCRIPTION) {
    return answer(services, operation).catch(error => formatResult(services, { errors: [asGraphQLError(error)] }));
  }
  const source = await createSourceEventStream({ ...args, contextValue: createContext(services, caller) });
  if (!isAsyncIterable(source)) return formatResult(services, source);
  return openStream(services, caller, transport, source, payload => answer(services, operation, payload));
}

/** One result with its receipt written; throws where it must not leave: a stream then ends, and resumes with its last cursor. */
async function answer(services: HubServices, operation: Operation, rootValue?: unknown): Promise<ExecutionResult> {
  const { caller, type, query, args } = operation;
  const context = createContext(services, caller);
  const result = await execute({ ...args, rootValue, contextValue: context });
  const refusal = await writeReceipt(services, { context, type, query, operationName: args.operationName, result });
  if (refusal) throw refusal;
  return formatResult(services, result);
}

function openStream(
  services: HubServices,
  { expiresAt }: Caller,
  { name, ready, streams }: StreamTransport,
  source: AsyncIterable<unknown>,
  runWith: (payload: unknown) => Promise<ExecutionResult>,
): LiveStream {
  const { openStreams, deliveries } = services.metrics;
  const stream: LiveStream = new LiveStream(source, {
    expiresAt,
    ready,
    deliver: async payload => {
      deliveries.inc({ transport: name });
      return runWith(payload);
    },
    fail: error => formatResult(services, { errors: [asGraphQLError(error)] }),
    onEnd: () => {
      streams.delete(stream);
      openStreams.dec({ transport: name });
    },
  });
  streams.add(stream);
  openStreams.inc({ transport: name });
  return stream;
}

function parseQuery(query: unknown): DocumentNode | GraphQLError {
  if (typeof query !== 'string') return new GraphQLError('The request has no query.');
  try {
    return parse(query, { maxTokens: QUERY_LIMITS.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** `errors` as plain objects: graphql-js leaves to each transport how they are shown. */
export function formatResult({ logger }: Pick<HubServices, 'logger'>, result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map(error => formatGraphQLError(logger, error));
  return { ...result, errors: errors as unknown as readonly GraphQLError[] };
}

export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new CorridorError('INTERNAL', 'report-bug', String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
