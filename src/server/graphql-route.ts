import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { CorridorError } from '../errors.ts';
import { refusalOf } from './admit-operation.ts';
import { writeReceipt } from './answer-receipt.ts';
import { endOfRequest, formatGraphQLError } from './format-graphql-error.ts';
import { statusOf } from './http-status.ts';
import type { HubServices } from './hub-services.ts';
import { QUERY_LIMITS, queryLimitsRule } from './query-limits.ts';
import { createContext, type ServedContext } from './serve-context.ts';

const QUERY_BYTES = 2 ** 20;

/**
 * GraphQL over HTTP. A request that a foreign page could make without asking first is refused; one that carries a bearer token is none of
 * those, for no browser adds that by itself.
 */
export async function registerGraphQL(app: FastifyInstance, services: HubServices): Promise<void> {
  const { logger, schema } = services;
  const apollo = new ApolloServer<ServedContext>({
    schema,
    logger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: { requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'] },
    persistedQueries: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationRules: [queryLimitsRule],
    formatError: (_formatted, error) => formatGraphQLError(logger, error),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      gate(services),
    ],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const handler = fastifyApolloHandler(apollo, { context: request => contextOf(services, request) });
  app.post('/graphql', { bodyLimit: QUERY_BYTES }, handler);
  app.get('/graphql', { preHandler: async request => markPlainGet(request) }, handler);
}

/**
 * A GET of a client that says it speaks GraphQL over HTTP is let through: it changes nothing, and no cookie of ours goes with it, so that
 * there is nothing for another site to borrow.
 */
function markPlainGet({ headers }: FastifyRequest): void {
  if (/application\/(graphql-response\+)?json/.test(headers.accept ?? '')) headers['apollo-require-preflight'] = 'true';
}

async function contextOf(services: HubServices, { headers }: FastifyRequest): Promise<ServedContext> {
  try {
    return createContext(services, await services.authenticate(headers.authorization));
  } catch (error) {
    throw error instanceof CorridorError ? endOfRequest(error, headers.authorization) : error;
  }
}

/** Asks before an operation runs whether its caller may run it, writes the receipt of its answer, and times it. */
function gate(services: HubServices): ApolloServerPlugin<ServedContext> {
  return {
    async requestDidStart() {
      const stop = services.metrics.queries.startTimer();
      return {
        async didResolveOperation({ contextValue, document, operation, request }) {
          const refusal = operation && refusalOf(contextValue.caller, document, operation);
          if (refusal) throw endOfRequest(refusal, request.http?.headers.get('authorization'));
        },
        async willSendResponse(answer) {
          await withReceipt(services, answer);
          const { operation, errors } = answer;
          stop({ operation: operation?.operation ?? 'none', outcome: errors?.length ? 'error' : 'ok' });
        },
      };
    },
  };
}

/** Without a receipt the answer is taken back: what leaves says only that it cannot be given now (law 4.7). */
async function withReceipt(
  services: HubServices,
  {
    contextValue,
    operation,
    operationName,
    source = '',
    response,
  }: GraphQLRequestContextWillSendResponse<ServedContext>,
): Promise<void> {
  if (!operation || response.body.kind !== 'single' || !response.body.singleResult.data) return;
  const result = response.body.singleResult as ExecutionResult;
  const answer = { context: contextValue, type: operation.operation, query: source, operationName, result };
  const refusal = await writeReceipt(services, answer);
  if (!refusal) return;
  response.body.singleResult = { errors: [formatGraphQLError(services.logger, refusal)] };
  response.http.status = statusOf(refusal.code);
  response.http.headers.set('retry-after', '5');
}
