import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import fastify from 'fastify';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { CorridorError } from '../errors.ts';
import { QUERY_LIMITS, queryLimitsRule } from './query-limits.ts';
import { type ExecuteInSubgraph, type FederatedRequest, type PlannedSupergraph, planOver } from './supergraph.ts';
import { subgraphUrls } from './supergraph-subgraphs.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly host: string;
  readonly port: number;
}

export interface RunningGateway {
  readonly port: number;
  close(): Promise<void>;
}

/** What of a request goes on to the subgraphs: who asks. */
interface GatewayContext {
  readonly headers: Readonly<Record<string, string>>;
}

const PASSED_ON = ['authorization', 'traceparent', 'tracestate'];
/** A subgraph that does not answer by then is down for this request: its part is null. */
const SUBGRAPH_MS = 30_000;
const QUERY_BYTES = 2 ** 20;

/** A gateway over any supergraph: `POST /graphql`, and `GET /health` once it can plan. Subgraphs are asked over HTTP. */
export async function startGateway({ supergraphSdl, host, port }: GatewayOptions): Promise<RunningGateway> {
  const subgraphs = overHttp(subgraphUrls(supergraphSdl));
  const planned = await planOver(supergraphSdl, subgraphs.ask);
  const apollo = apolloOver(planned);
  await apollo.start();
  const app = fastify({ bodyLimit: QUERY_BYTES, forceCloseConnections: 'idle' });
  app.get('/health', async () => ({ status: 'ok' }));
  app.post(
    '/graphql',
    fastifyApolloHandler(apollo, { context: async ({ headers }) => ({ headers: passedOn(headers) }) }),
  );
  app.addHook('onClose', () => apollo.stop());
  await app.listen({ host, port });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      await app.close();
      await subgraphs.close();
    },
  };
}

function apolloOver(planned: PlannedSupergraph): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: asGateway(planned),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: { requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'] },
    persistedQueries: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationRules: [queryLimitsRule],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    stopOnTerminationSignals: false,
  });
}

type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

function asGateway({ schema, execute }: PlannedSupergraph): Gateway {
  return {
    load: async () => ({
      executor: async ({ document, request, context }) => {
        const { variables, operationName } = request;
        const answer = await execute({ document, variables, operationName, context });
        return answer as ExecutionResult as never;
      },
    }),
    onSchemaLoadOrUpdate: listener => {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

function passedOn(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PASSED_ON.flatMap(name => (typeof headers[name] === 'string' ? [[name, headers[name]] as const] : [])),
  );
}

interface Subgraphs {
  readonly ask: ExecuteInSubgraph;
  close(): Promise<void>;
}

/** Asks each subgraph where the supergraph says it answers. */
function overHttp(urls: ReadonlyMap<string, string>): Subgraphs {
  const headers = (request?: { context?: unknown }) => ({
    ...(request?.context as GatewayContext | undefined)?.headers,
  });
  const executors = new Map(
    [...urls].map(([name, endpoint]) => [
      name.toLowerCase(),
      buildHTTPExecutor({ endpoint, timeout: SUBGRAPH_MS, headers }),
    ]),
  );
  return {
    ask: async (subgraph: string, request: FederatedRequest) => {
      const execute = executors.get(subgraph.toLowerCase());
      if (!execute) throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', `${subgraph} has no address`);
      return told(subgraph, (await execute(request as never)) as ExecutionResult);
    },
    close: async () => {
      await Promise.all([...executors.values()].map(each => each[Symbol.asyncDispose]()));
    },
  };
}

/** The transport's own word for no answer, or none that is GraphQL. */
const NOT_REACHED = 'SUBREQUEST_HTTP_ERROR';

/** Of a subgraph that is down, clients learn which part is missing, and nothing of where it runs (law 6.5). */
function told(subgraph: string, result: ExecutionResult): ExecutionResult {
  if (!result.errors?.some(error => error.extensions?.code === NOT_REACHED)) return result;
  const message = `${subgraph.toLowerCase()} cannot be reached now: what it says is missing here.`;
  const extensions = { code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later', source: subgraph.toLowerCase() };
  return { ...result, errors: [new GraphQLError(message, { extensions })] };
}
