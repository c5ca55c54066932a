import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { HubServices } from './hub-services.ts';
import type { ServedContext } from './serve-context.ts';

/** Executes what validated: planned where it asks for something of a partner's subgraph, else in this process alone. */
export async function executeGraph(
  services: HubServices,
  args: ExecutionArgs & { readonly contextValue: ServedContext },
): Promise<ExecutionResult> {
  const joined = services.graphs.joinedOver(args.schema);
  if (!joined?.selects(args.document)) return execute(args);
  return joined.execute({
    document: args.document,
    variables: args.variableValues ?? undefined,
    operationName: args.operationName ?? undefined,
    context: args.contextValue,
    rootValue: args.rootValue,
  });
}
