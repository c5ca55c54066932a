import { createHash } from 'node:crypto';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { AuditDraft } from './audit-entry.ts';

export interface ErasedData {
  readonly sender: string;
  readonly feed?: string | undefined;
  readonly before: string;
  readonly reason: string;
  readonly messages: number;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** An erasure leaves a receipt among those of the hub's own people; `query` is the hash of what was ordered, `count` how many messages went. */
export function erasureReceipt({ sender, feed, before, reason, messages, at }: ErasedData): AuditDraft {
  const order = canonicalJson({ sender, before, reason, ...(feed ? { feed } : {}) });
  return {
    partner: 'hub:operator',
    sub: 'hub',
    client: 'hub',
    purpose: 'erasure',
    operation: 'erase',
    operationName: `before ${before}`,
    query: createHash('sha256').update(order).digest('hex'),
    subjects: [],
    told: [{ outcome: 'WITHHELD', origin: sender, counts: { 'Message.bytes': messages } }],
    answers: 1,
    errors: 0,
    at,
  };
}
