import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { CorridorError } from '../errors.ts';
import type { StreamPayload } from '../resolvers/stream-payload.ts';
import { admitRequest, sizeRefusal, subscriptionRefusal } from './admit-request.ts';
import { writeReceipt } from './answer-receipt.ts';
import type { Caller } from './caller.ts';
import { disclosureExtensions, nameSelection } from './disclosure-extensions.ts';
import { executeGraph } from './execute-graph.ts';
import { asGraphQLError, formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import type { LiveStream } from './live-stream.ts';
import { openStream, type StreamTransport } from './open-stream.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { queryOf } from './persisted-operation.ts';
import { MOST_TOKENS } from './query-limits.ts';
import { createContext } from './serve-context.ts';

/** Checks a request as Apollo Server does for `POST /graphql`; throws what forbids it, answers what is wrong with it. */
export function prepareOperation(
  { schema, rateLimiter }: Pick<HubServices, 'schema' | 'rateLimiter'>,
  caller: Caller,
  request: OperationRequest,
): Operation | readonly GraphQLError[] {
  const limited = rateLimiter.refusalOf(caller);
  if (limited) throw limited;
  const query = queryOf(request, caller);
  const document = readQuery(schema, query, caller);
  if (!('definitions' in document)) return document;
  const operationName = typeof request.operationName === 'string' ? request.operationName : undefined;
  const operation = getOperationAST(document, operationName);
  if (!operation) return [new GraphQLError('The document has no operation, or several and none is named.')];
  const variableValues = isRecord(request.variables) ? request.variables : {};
  const admitted = admitRequest({
    schema,
    caller,
    query: String(query),
    document,
    operation,
    variables: variableValues,
  });
  if (admitted instanceof CorridorError) throw admitted;
  const args = { schema, document, variableValues, ...(operationName === undefined ? {} : { operationName }) };
  return { caller, type: operation.operation, query: String(query), cost: admitted, args };
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
  const refusal = subscriptionRefusal(caller, type, partner => openStreamsOf(partner, transport.streams));
  if (refusal) return formatResult(services, { errors: [asGraphQLError(refusal)] });
  const contextValue = createContext(services, caller, {
    lastEventId: transport.lastEventId,
    operation: 'subscribe',
  });
  const source = await createSourceEventStream({ ...args, contextValue });
  if (!isAsyncIterable(source)) return formatResult(services, source);
  return openStream(services, operation, transport, source as AsyncIterable<StreamPayload>);
}

function openStreamsOf(partner: string, streams: ReadonlySet<LiveStream>): number {
  return [...streams].filter(stream => stream.partner === partner).length;
}

/** One result with its receipt written; throws where it must not leave. */
async function answer(services: HubServices, { caller, type, query, args, cost }: Operation): Promise<ExecutionResult> {
  const context = createContext(services, caller);
  nameSelection(services.schema, args.document, context);
  const result = await executeGraph(services, { ...args, contextValue: context });
  const refusal = await writeReceipt(services, { context, type, query, operationName: args.operationName, result });
  if (refusal) throw refusal;
  const formatted = formatResult(services, result);
  const told = disclosureExtensions(context);
  if (cost.requested === 0 && !told) return formatted;
  return { ...formatted, extensions: { ...result.extensions, ...(cost.requested > 0 && { cost }), ...told } };
}

/** Documents that were found good: thousands of sockets that come back send the same few. */
const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();
const MOST_DOCUMENTS = 500;

function readQuery(schema: GraphQLSchema, query: unknown, caller: Caller): DocumentNode | readonly GraphQLError[] {
  const good = documents.get(schema) ?? new Map<string, DocumentNode>();
  documents.set(schema, good);
  const known = typeof query === 'string' ? good.get(query) : undefined;
  if (known) return known;
  const document = parseQuery(query);
  if (document instanceof GraphQLError) return [document];
  const refusal = sizeRefusal(document, caller);
  if (refusal) throw refusal;
  const errors = validate(schema, document);
  if (errors.length > 0) return errors;
  if (good.size >= MOST_DOCUMENTS) good.clear();
  good.set(String(query), document);
  return document;
}

function parseQuery(query: unknown): DocumentNode | GraphQLError {
  if (typeof query !== 'string') return new GraphQLError('The request has no query.');
  try {
    return parse(query, { maxTokens: MOST_TOKENS });
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
