import { execute } from 'graphql';
import { contentHash } from '../consignment/canonical-json.ts';
import type { Sql } from '../store/database.ts';
import { readerOf, writeReceipt } from './answer-receipt.ts';
import { nameSelection } from './disclosure-extensions.ts';
import type { ExecutedDelivery } from './executed-delivery.ts';
import { formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import type { Operation } from './operation.ts';
import { createContext } from './serve-context.ts';
import { piecesOf } from './stream-frame.ts';

/** Executes the selection on one delivery. Its receipt is written once a reader, however many sockets the reader has open. */
export async function executeDelivery(
  services: HubServices,
  { caller, args, leavesAs }: Operation,
  rootValue: unknown,
  sql: Sql | undefined,
): Promise<ExecutedDelivery> {
  const context = createContext(services, caller, { sql, operation: leavesAs === 'webhook' ? 'webhook' : 'subscribe' });
  nameSelection(services.schema, args.document, context);
  const result = await execute({ ...args, rootValue, contextValue: context });
  const written = new Map<string, Promise<void>>();
  const write = async (reader: Operation) => {
    const { type, query, leavesAs } = reader;
    const told = { caller: reader.caller, now: context.now, disclosures: context.disclosures };
    const operationName = reader.args.operationName;
    const refusal = await writeReceipt(services, { context: told, type, query, operationName, result, leavesAs });
    if (refusal) throw refusal;
  };
  return {
    pieces: piecesOf(formatResult(services, result)),
    receiptFor: reader => {
      const key = readerKey(reader);
      const receipt = written.get(key) ?? write(reader);
      written.set(key, receipt);
      return receipt;
    },
  };
}

const keys = new WeakMap<Operation, string>();

function readerKey(operation: Operation): string {
  const key = keys.get(operation) ?? contentHash([readerOf(operation.caller), operation.query]);
  keys.set(operation, key);
  return key;
}
