import type { Sql } from '../store/database.ts';
import type { HubSigningKey } from '../store/hub-keys.ts';
import { closeDays } from '../store/receipt-days.ts';
import { PeriodicTask } from './periodic-task.ts';

export interface ReceiptKeeping {
  readonly sql: Sql;
  readonly keys: readonly HubSigningKey[];
}

const EVERY_MS = 10 * 60_000;

/** Closes the days of the receipts as they end. */
export function receiptKeeper({ sql, keys }: ReceiptKeeping, onError: (error: unknown) => void): PeriodicTask {
  return new PeriodicTask({ everyMs: EVERY_MS, work: () => closeDays(sql, keys, new Date()), onError });
}
