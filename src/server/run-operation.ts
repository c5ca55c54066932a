import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { StreamPayload } from '../resolvers/stream-payload.ts';
import { refusalOf } from './admit-operation.ts';
import { writeReceipt } from './answer-receipt.ts';
import type { Caller } from './caller.ts';
import { asGraphQLError, formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import type { LiveStream } from './live-stream.ts';
import { openStream, type StreamTransport } from './open-stream.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { QUERY_LIMITS, queryLimitsRule } from './query-limits.ts';
import { createContext } from './serve-context.ts';

const RULES = [...specifiedRules, queryLimitsRule];

/** Checks a request as Apollo Server does for `POST /graphql`; throws what forbids it, answers what is wrong with it. */
export function prepareOperation(
  { schema }: Pick<HubServices, 'schema'>,
  caller: Caller,
  request: OperationRequest,
): Operation | readonly GraphQLError[] {
  const document = readQuery(schema, request.query);
  if (!('definitions' in document)) return document;
  const operationName = typeof request.operationName === 'string' ? request.operationName : undefined;
  const operation = getOperationAST(document, operationName);
  if (!operation) return [new GraphQLError('The document has no operation, or several and none is named.')];
  const refusal = refusalOf(caller, document, operation);
  if (refusal) throw refusal;
  const variableValues = isRecord(request.variables) ? request.variables : {};
  const args = { schema, document, variableValues, ...(operationName === undefined ? {} : { operationName }) };
  return { caller, type: operation.operation, query: String(request.query), args };
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
  const contextValue = createContext(services, caller, { lastEventId: transport.lastEventId });
  const source = await createSourceEventStream({ ...args, contextValue });
  if (!isAsyncIterable(source)) return formatResult(services, source);
  return openStream(services, operation, transport, source as AsyncIterable<StreamPayload>);
}

/** One result with its receipt written; throws where it must not leave. */
async function answer(services: HubServices, { caller, type, query, args }: Operation): Promise<ExecutionResult> {
  const context = createContext(services, caller);
  const result = await execute({ ...args, contextValue: context });
  const refusal = await writeReceipt(services, { context, type, query, operationName: args.operationName, result });
  if (refusal) throw refusal;
  return formatResult(services, result);
}

/** Documents that were found good: thousands of sockets that come back send the same few. */
const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();
const MOST_DOCUMENTS = 500;

function readQuery(schema: GraphQLSchema, query: unknown): DocumentNode | readonly GraphQLError[] {
  const good = documents.get(schema) ?? new Map<string, DocumentNode>();
  documents.set(schema, good);
  const known = typeof query === 'string' ? good.get(query) : undefined;
  if (known) return known;
  const document = parseQuery(query);
  if (document instanceof GraphQLError) return [document];
  const errors = validate(schema, document, RULES);
  if (errors.length > 0) return errors;
  if (good.size >= MOST_DOCUMENTS) good.clear();
  good.set(String(query), document);
  return document;
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

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
