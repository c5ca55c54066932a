import {
  type ApolloServerPlugin,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { CorridorError } from '../errors.ts';
import { admitRequest, type QueryCost } from './admit-request.ts';
import { writeReceipt } from './answer-receipt.ts';
import { disclosureExtensions, nameSelection } from './disclosure-extensions.ts';
import { endOfRequest, formatGraphQLError } from './format-graphql-error.ts';
import { formatResult } from './format-result.ts';
import { statusOf } from './http-status.ts';
import type { HubServices } from './hub-services.ts';
import type { ServedContext } from './serve-context.ts';

/** Asks before an operation runs whether its caller may run it and can afford it, writes the receipt of its answer, and times it. */
export function graphqlGate(services: HubServices): ApolloServerPlugin<ServedContext> {
  return {
    async requestDidStart() {
      const stop = services.metrics.queries.startTimer();
      let cost: QueryCost | undefined;
      return {
        async didResolveOperation({ contextValue, document, operation, request, source, schema }) {
          if (!operation) return;
          const { caller } = contextValue;
          const variables = request.variables ?? {};
          const admitted = admitRequest({ schema, caller, query: source, document, operation, variables });
          if (admitted instanceof CorridorError) {
            throw endOfRequest(admitted, request.http?.headers.get('authorization'));
          }
          cost = admitted;
          nameSelection(schema, document, contextValue);
        },
        async responseForOperation({ contextValue, document, request, schema }) {
          const joined = services.graphs.joinedOver(schema);
          if (!joined?.selects(document)) return null;
          const { operationName, variables } = request;
          const result = await joined.execute({
            document,
            variables,
            operationName,
            context: contextValue,
          });
          return singleResponse(formatResult(services, result));
        },
        async willSendResponse(answer) {
          await withReceipt(services, answer, cost);
          const { operation, errors } = answer;
          stop({ operation: operation?.operation ?? 'none', outcome: errors?.length ? 'error' : 'ok' });
        },
      };
    },
  };
}

function singleResponse(result: ExecutionResult): GraphQLResponse {
  const singleResult = result as FormattedExecutionResult;
  return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
}

/** Without a receipt the answer is taken back: what leaves says only that it cannot be given now (law 4.7). */
async function withReceipt(
  services: HubServices,
  answer: GraphQLRequestContextWillSendResponse<ServedContext>,
  cost: QueryCost | undefined,
): Promise<void> {
  const { contextValue: context, operation, operationName, source: query = '', response } = answer;
  if (!operation || response.body.kind !== 'single' || !response.body.singleResult.data) return;
  const result = response.body.singleResult as ExecutionResult;
  const refusal = await writeReceipt(services, { context, type: operation.operation, query, operationName, result });
  if (!refusal) {
    const told = disclosureExtensions(context);
    if (cost?.requested || told)
      response.body.singleResult.extensions = { ...result.extensions, ...(cost?.requested && { cost }), ...told };
    return;
  }
  response.body.singleResult = { errors: [formatGraphQLError(services.logger, refusal)] };
  response.http.status = statusOf(refusal.code);
  response.http.headers.set('retry-after', '5');
}
