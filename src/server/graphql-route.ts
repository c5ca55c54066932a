import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type GraphQLSchema, parse } from 'graphql';
import { CorridorError } from '../errors.ts';
import { admit, callerOf } from './admission.ts';
import { sizeRefusal } from './admit-request.ts';
import type { Caller } from './caller.ts';
import { CompiledAnswers } from './compiled-answers.ts';
import { endOfRequest, formatGraphQLError } from './format-graphql-error.ts';
import { graphqlGate } from './graphql-gate.ts';
import type { HubServices } from './hub-services.ts';
import type { ChangingGraph } from './joined-operation.ts';
import type { OperationRequest } from './operation.ts';
import { documentNamedBy, queryOf } from './persisted-operation.ts';
import { MOST_TOKENS } from './query-limits.ts';
import { createContext, type ServedContext } from './serve-context.ts';

const QUERY_BYTES = 2 ** 20;
const LONG_QUERY = 4_000;

/**
 * GraphQL over HTTP. A request that a foreign page could make without asking first is refused; one that carries a bearer token is none of
 * those, for no browser adds that by itself.
 */
export async function registerGraphQL(app: FastifyInstance, services: HubServices): Promise<void> {
  const { logger, graphs } = services;
  const apollo = new ApolloServer<ServedContext>({
    gateway: changingGraph(graphs),
    logger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: { requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'] },
    persistedQueries: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    formatError: (_formatted, error) => formatGraphQLError(logger, error),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      graphqlGate(services),
    ],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const handler = fastifyApolloHandler(apollo, { context: request => contextOf(services, request) });
  const preHandler = async (request: FastifyRequest) => putDocument(services, request);
  const compiled = new CompiledAnswers(services);
  app.post('/graphql', { bodyLimit: QUERY_BYTES, preHandler }, async (request, reply) => {
    return (await compiled.answer(request, reply)) ?? handler.call(app, request, reply);
  });
  app.get('/graphql', { preHandler: async request => markPlainGet(request) }, handler);
}

/** Apollo Server takes another schema while it runs from what it calls a gateway; without an executor it executes by itself. */
function changingGraph(graphs: ChangingGraph): ApolloServerOptionsWithGateway<ServedContext>['gateway'] {
  return {
    load: async () => ({ executor: null }),
    onSchemaLoadOrUpdate: listener => {
      const tell = (apiSchema: GraphQLSchema) => listener({ apiSchema, coreSupergraphSdl: '' });
      tell(graphs.schema);
      return graphs.onChange(tell);
    },
    stop: async () => undefined,
  };
}

/**
 * A GET of a client that says it speaks GraphQL over HTTP is let through: it changes nothing, and no cookie of ours goes with it, so that
 * there is nothing for another site to borrow.
 */
function markPlainGet({ headers }: FastifyRequest): void {
  if (/application\/(graphql-response\+)?json/.test(headers.accept ?? '')) headers['apollo-require-preflight'] = 'true';
}

/** Puts the partner's document where a request names one instead of sending a query. */
async function putDocument(services: HubServices, request: FastifyRequest): Promise<void> {
  const body = request.body as OperationRequest | undefined;
  if (body === null || typeof body !== 'object' || body.query !== undefined || !documentNamedBy(body)) return;
  request.body = { ...body, query: queryOf(body, await callerOf(services, request)) };
}

async function contextOf(services: HubServices, request: FastifyRequest): Promise<ServedContext> {
  try {
    const caller = await admit(services, request);
    const refusal = longQueryRefusal(request.body, caller);
    if (refusal) throw refusal;
    return createContext(services, caller);
  } catch (error) {
    throw error instanceof CorridorError ? endOfRequest(error, request.headers.authorization) : error;
  }
}

/** Validation costs more than reading: a long document is measured before it is validated, a short one after. */
function longQueryRefusal(body: unknown, caller: Caller): CorridorError | undefined {
  const { query } = (body ?? {}) as OperationRequest;
  if (typeof query !== 'string' || query.length < LONG_QUERY) return undefined;
  try {
    return sizeRefusal(parse(query, { maxTokens: MOST_TOKENS }), caller);
  } catch {
    return undefined; // what is no query is refused as such
  }
}
