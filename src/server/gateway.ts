import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { CorridorError } from '../errors.ts';
import { describesTheSchema } from './admit-operation.ts';
import { endOfRequest } from './format-graphql-error.ts';
import { exchangeAt, type HubOfGateway } from './gateway-exchange.ts';
import { type GatewayContext, GatewayRequest } from './gateway-request.ts';
import { registerGatewayEvents, serveGatewaySockets } from './gateway-streams.ts';
import { overHttp } from './gateway-subgraphs.ts';
import { QUERY_LIMITS, queryLimitsRule } from './query-limits.ts';
import { type PlannedSupergraph, planOver } from './supergraph.ts';
import { subgraphUrls } from './supergraph-subgraphs.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly host: string;
  readonly port: number;
  /** Asked for a context of each request; without it the subgraphs get what the client has sent. */
  readonly hub?: HubOfGateway | undefined;
}

export interface RunningGateway {
  readonly port: number;
  close(): Promise<void>;
}

const QUERY_BYTES = 2 ** 20;

/** A gateway over any supergraph: `POST /graphql`, and `GET /health` once it can plan. Subgraphs are asked over HTTP. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { supergraphSdl, host, port, hub } = options;
  const exchange = hub && exchangeAt(hub);
  const subgraphs = overHttp(subgraphUrls(supergraphSdl));
  const planned = await planOver(supergraphSdl, subgraphs.ask);
  const apollo = apolloOver(planned);
  await apollo.start();
  const app = fastify({ bodyLimit: QUERY_BYTES, forceCloseConnections: 'idle' });
  app.get('/health', async () => ({ status: 'ok' }));
  app.post(
    '/graphql',
    fastifyApolloHandler(apollo, {
      context: async ({ headers }) => ({ client: new GatewayRequest(headers, exchange) }),
    }),
  );
  registerGatewayEvents(app, { planned, exchange });
  app.addHook('onClose', () => apollo.stop());
  const closeSockets = serveGatewaySockets(app.server, { planned, exchange });
  await app.listen({ host, port });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      await closeSockets();
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
    formatError: withRemedy,
    csrfPrevention: { requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'] },
    persistedQueries: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationRules: [queryLimitsRule],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      contextPlugin,
    ],
    stopOnTerminationSignals: false,
  });
}

/** What Apollo Server and graphql-js find wrong with an operation has the code and the remedy that it has at the hub. */
function withRemedy({ extensions, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const isOfQuery = extensions?.remedy === undefined && QUERY_IS_WRONG.has(String(extensions?.code));
  return { ...error, extensions: isOfQuery ? { code: 'BAD_USER_INPUT', remedy: 'fix-query' } : { ...extensions } };
}

const QUERY_IS_WRONG = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** Whoever may not ask is told so before any subgraph is; what the subgraphs withheld is told with the answer. */
const contextPlugin: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, document, operation, request }) => {
      if (!operation || describesTheSchema(document, operation)) return;
      try {
        await contextValue.client.prepare();
      } catch (error) {
        if (!(error instanceof CorridorError)) throw error;
        const refusal = endOfRequest(error, request.http?.headers.get('authorization'));
        Object.assign(refusal.extensions, { remedy: error.remedy });
        throw refusal;
      }
    },
    willSendResponse: async ({ contextValue: { client }, response: { body } }) => {
      const { disclosures } = client;
      if (!disclosures || body.kind !== 'single') return;
      body.singleResult.extensions = { ...body.singleResult.extensions, ...disclosures };
    },
  }),
};

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
