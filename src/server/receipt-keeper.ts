import { closeDays } from '../store/receipt-days.ts';
import type { HubServices } from './hub-services.ts';
import { PeriodicTask } from './periodic-task.ts';

export type ReceiptKeeping = Pick<HubServices, 'sql' | 'keyring'>;

const EVERY_MS = 10 * 60_000;

/** Closes the days of the receipts as they end. */
export function receiptKeeper({ sql, keyring }: ReceiptKeeping, onError: (error: unknown) => void): PeriodicTask {
  const work = () => closeDays(sql, keyring.keys.receiptKeys, new Date());
  return new PeriodicTask({ everyMs: EVERY_MS, work, onError });
}
