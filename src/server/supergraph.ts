import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  subscribe,
} from 'graphql';
import { CorridorError } from '../errors.ts';
import { mapStream } from './map-stream.ts';
import { mergeSelections } from './merge-selections.ts';
import { withoutSubgraphQuery } from './subgraph-error.ts';

export interface FederatedRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Handed to every subgraph in this process as it is: what one request loads is loaded once, whichever subgraph asks. */
  readonly context?: object | undefined;
}

/** A result, or one for each event of a subscription. */
export type FederatedResult = ExecutionResult | AsyncIterable<ExecutionResult>;
export type FederatedExecutor = (request: FederatedRequest) => Promise<FederatedResult>;
export type QueryPlanner = 'native' | 'stitching';

export interface Federation {
  readonly supergraphSdl: string;
  /** By the name that the supergraph gives each. */
  readonly subgraphSchemas: ReadonlyMap<string, GraphQLSchema>;
  /** The native planner of Hive Router where there is a build of it for this machine; else stitching, which needs none. */
  readonly planner?: QueryPlanner | undefined;
}

export type ExecuteInSubgraph = (subgraph: string, request: FederatedRequest) => Promise<FederatedResult>;

/** Runs operations over the supergraph, with every subgraph in this process. The operation is validated before. */
export async function createFederatedExecutor(federation: Federation): Promise<FederatedExecutor> {
  const inSubgraph = executeLocally(federation.subgraphSchemas);
  return (await planOver(federation.supergraphSdl, inSubgraph, federation.planner)).execute;
}

/** A planner over a supergraph: what it runs, and the schema that clients see of it. */
export interface PlannedSupergraph {
  readonly schema: GraphQLSchema;
  readonly execute: FederatedExecutor;
  /** One event of a subscription: what the subgraph that streams it says is handed in, the others are asked. */
  readonly executeEvent: (request: FederatedRequest, event: SubgraphEvent) => Promise<ExecutionResult>;
}

export type SubgraphEvent = (subgraph: string, request: FederatedRequest) => Promise<ExecutionResult>;

/** Plans operations over any supergraph, wherever its subgraphs run. */
export async function planOver(
  supergraphSdl: string,
  inSubgraph: ExecuteInSubgraph,
  wanted?: QueryPlanner,
): Promise<PlannedSupergraph> {
  const planner = wanted ?? ((await hasNativePlanner()) ? 'native' : 'stitching');
  const ask: ExecuteInSubgraph = (name, request) => {
    const { context, onStream } = request.context as PlannedContext;
    const asked = { ...request, context };
    return onStream && isSubscription(asked) ? onStream(name, asked) : inSubgraph(name, asked);
  };
  const { schema, execute } = await (planner === 'native'
    ? planNatively(supergraphSdl, ask)
    : stitch(supergraphSdl, ask));
  const run = (asked: FederatedRequest, onStream?: ExecuteInSubgraph) => {
    const context: PlannedContext = { context: asked.context, onStream };
    const document = mergeSelections(asked.document, schema);
    return execute({ ...asked, document, context }).then(cleaned, refused);
  };
  const executeEvent: PlannedSupergraph['executeEvent'] = async (request, event) => {
    const result = await run(request, async (name, asked) => only(await event(name, asked)));
    return Symbol.asyncIterator in result ? first(result) : result;
  };
  return {
    schema,
    executeEvent,
    execute: request => (isSubscription(request) ? stream(request, { run, inSubgraph, executeEvent }) : run(request)),
  };
}

type Planner = Pick<PlannedSupergraph, 'schema' | 'execute'>;

/** What a planner is handed, and hands on to what it asks of a subgraph. */
interface PlannedContext {
  readonly context: object | undefined;
  /** In place of opening a stream. */
  readonly onStream?: ExecuteInSubgraph | undefined;
}

interface Streaming extends Pick<PlannedSupergraph, 'executeEvent'> {
  readonly run: (request: FederatedRequest, onStream: ExecuteInSubgraph) => Promise<FederatedResult>;
  readonly inSubgraph: ExecuteInSubgraph;
}

/** The native planner keeps the data and the errors of one event for those after it: each is planned as a stream of its own. */
async function stream(
  request: FederatedRequest,
  { run, inSubgraph, executeEvent }: Streaming,
): Promise<FederatedResult> {
  let opened: AsyncIterable<ExecutionResult> | undefined;
  const result = await run(request, async (name, asked) => {
    const answer = await inSubgraph(name, asked);
    if (!(Symbol.asyncIterator in answer)) return answer;
    opened = answer;
    return only({ data: null });
  });
  return opened ? mapStream(opened, event => executeEvent(request, async () => event)) : result;
}

async function* only(event: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield event;
}

async function first(results: AsyncIterable<ExecutionResult>): Promise<ExecutionResult> {
  for await (const result of results) return result;
  throw new CorridorError('INTERNAL', 'report-bug', 'an event was planned to nothing');
}

/** Variables that are not what the operation says: an answer of errors alone, as graphql-js gives it. */
function refused(error: unknown): ExecutionResult {
  if (error instanceof GraphQLError) return { errors: [error] };
  throw error;
}

/** Hive Router's planner is built for Linux (glibc) and macOS; elsewhere its import fails. */
async function hasNativePlanner(): Promise<boolean> {
  return import('@graphql-hive/router-query-planner').then(
    () => true,
    () => false,
  );
}

async function planNatively(supergraphSdl: string, inSubgraph: ExecuteInSubgraph): Promise<Planner> {
  const { unifiedGraphHandler } = await import('@graphql-hive/router-runtime');
  const { executor, unifiedGraph } = await unifiedGraphHandler({
    unifiedGraph: buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: inSubgraph,
  });
  if (!executor) throw new CorridorError('INTERNAL', 'report-bug', 'the query planner gave no executor');
  const execute: FederatedExecutor = async ({ context, ...request }) =>
    executor({ ...request, context: context as Record<string, unknown> });
  return { schema: unifiedGraph, execute };
}

async function stitch(supergraphSdl: string, inSubgraph: ExecuteInSubgraph): Promise<Planner> {
  const { getStitchedSchemaFromSupergraphSdl } = await import('@graphql-tools/federation');
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig: subschema => {
      subschema.executor = (request => inSubgraph(subschema.name, request)) as typeof subschema.executor;
    },
  });
  return { schema, execute: request => runLocally(schema, request) };
}

function executeLocally(schemas: ReadonlyMap<string, GraphQLSchema>): ExecuteInSubgraph {
  const byName = new Map([...schemas].map(([name, schema]) => [name.toLowerCase(), schema]));
  return async (subgraph, request) => {
    const schema = byName.get(subgraph.toLowerCase());
    if (schema) return runLocally(schema, request);
    throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', `the subgraph ${subgraph} is not here`);
  };
}

/** Runs what a planner asks of a subgraph in this process. */
export async function runLocally(schema: GraphQLSchema, request: FederatedRequest): Promise<FederatedResult> {
  const args = {
    schema,
    document: request.document,
    variableValues: request.variables,
    operationName: request.operationName,
    contextValue: request.context,
  };
  return isSubscription(request) ? subscribe(args) : execute(args);
}

export function isSubscription({ document, operationName }: FederatedRequest): boolean {
  return document.definitions.some(
    definition =>
      definition.kind === 'OperationDefinition' &&
      definition.operation === OperationTypeNode.SUBSCRIPTION &&
      (!operationName || definition.name?.value === operationName),
  );
}

function cleaned(result: FederatedResult): FederatedResult {
  return Symbol.asyncIterator in result ? mapStream(result, cleanedResult) : cleanedResult(result);
}

/** A root field that could not be null leaves `data: null`, which the planner leaves out. */
function cleanedResult({ data = null, errors, ...rest }: ExecutionResult): ExecutionResult {
  return errors ? { ...rest, data, errors: errors.map(withoutSubgraphQuery) } : { ...rest, data };
}
