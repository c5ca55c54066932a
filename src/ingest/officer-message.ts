import { createHash } from 'node:crypto';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { TransactionSql } from '../store/database.ts';
import { archiveMessages, finishMessages } from '../store/message-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';

/** Archives what an officer decided, as any message is before it counts; answers its id. */
export async function archiveDecision(
  sql: TransactionSql,
  { sender, messageType, decision, at }: { sender: string; messageType: string; decision: object; at: Date },
): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(decision));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const message = { id: uuidv7(), sender, sha256, feed: 'customs', bytes, receivedAt: at } as const;
  await archiveMessages(sql, [message]);
  const outcome = { status: 'ACCEPTED', messageType, adapter: null, adapterVersion: null, facts: 1 } as const;
  await finishMessages(sql, [{ id: message.id, outcome: { ...outcome, issues: [] } }]);
  return message.id;
}
