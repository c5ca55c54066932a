import { erasureReceipt } from '../audit/erasure-receipt.ts';
import { eraseData, latestMonth } from '../ingest/erase-data.ts';
import { erasuresDue, receiptsDue } from '../policy/retention.ts';
import { aloneAmongNodes } from '../store/alone-among-nodes.ts';
import { dropReceipts } from '../store/receipt-days.ts';
import type { HubServices } from './hub-services.ts';
import { PeriodicTask } from './periodic-task.ts';

type Needs = Pick<HubServices, 'sql' | 'agreements' | 'auditLog'>;

const EVERY_MS = 3_600_000;

/**
 * Lets go what agreements no longer keep (law 1.6): what an origin sent, by destroying the keys of its months, with a receipt; receipts of
 * whole closed days, whose signed statements stay. Looked at each hour, by one node at a time.
 */
export function retentionKeeper(needs: Needs, onError: (error: unknown) => void): PeriodicTask {
  return new PeriodicTask({ everyMs: EVERY_MS, work: () => letGo(needs, new Date()), onError });
}

/** Everything whose time is over at a moment. */
export async function letGo(needs: Needs, now: Date): Promise<void> {
  const { sql, agreements } = needs;
  const [erasures, receipts] = [erasuresDue(agreements.all(), now), receiptsDue(agreements.all(), now)];
  if (erasures.length + receipts.length === 0) return;
  await aloneAmongNodes(sql, 'retention', async () => {
    for (const { sender, before } of erasures) await eraseBefore(needs, sender, before, now);
    for (const { partner, before } of receipts) await dropReceipts(sql, partner, before);
  });
}

async function eraseBefore({ sql, auditLog }: Needs, sender: string, wanted: string, now: Date): Promise<void> {
  const before = wanted < latestMonth(now) ? wanted : latestMonth(now);
  const order = { sender, before, reason: 'deleteAfter of an agreement' };
  const { messages } = await eraseData(sql, order, now);
  if (messages > 0) await auditLog.record(erasureReceipt({ ...order, messages, at: now.toISOString() }));
}
