import type { Sql } from '../store/database.ts';
import { writeReceipt } from './answer-receipt.ts';
import { nameSelection } from './disclosure-extensions.ts';
import { executeGraph } from './execute-graph.ts';
import type { ExecutedDelivery } from './executed-delivery.ts';
import { rootOf } from './format-graphql-error.ts';
import { formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import type { Operation } from './operation.ts';
import { isDatabaseGone } from './report-unexpected.ts';
import { createContext } from './serve-context.ts';
import { piecesOf } from './stream-frame.ts';

/**
 * Executes the selection on one delivery. One that cannot be read because the database is away ends the stream instead of going by with an
 * error in it: who then went on behind it would have lost it (law 3.2).
 */
export async function executeDelivery(
  services: HubServices,
  { caller, args, leavesAs }: Operation,
  rootValue: unknown,
  sql: Sql | undefined,
): Promise<ExecutedDelivery> {
  const context = createContext(services, caller, { sql, operation: leavesAs === 'webhook' ? 'webhook' : 'subscribe' });
  nameSelection(services.schema, args.document, context);
  const result = await executeGraph(services, { ...args, rootValue, contextValue: context });
  const gone = result.errors?.map(rootOf).find(isDatabaseGone);
  if (gone) throw gone;
  return {
    pieces: piecesOf(formatResult(services, result)),
    receiptFor: async reader => {
      const { type, query, leavesAs } = reader;
      const told = { caller: reader.caller, now: context.now, disclosures: context.disclosures };
      const operationName = reader.args.operationName;
      const refusal = await writeReceipt(services, { context: told, type, query, operationName, result, leavesAs });
      if (refusal) throw refusal;
    },
  };
}
