import { appendEntry, type ChainHead, type ChainName, emptyChain } from './audit-chain.ts';
import type { AuditDraft, ChainedEntry } from './audit-entry.ts';

export const SOME_CHAIN: ChainName = { node: 'n1', partner: 'sg-customs', day: '2026-03-01' };

export function someDraft(partner: string, at: string, over: Partial<AuditDraft> = {}): AuditDraft {
  return {
    partner,
    sub: 'officer-7',
    client: 'console',
    purpose: 'risk-assessment',
    operation: 'query',
    query: 'ab'.repeat(32),
    subjects: [{ id: '0190', origins: ['cn-customs-tianjin'] }],
    told: [{ outcome: 'CLEAR', origin: 'cn-customs-tianjin', counts: { 'consignment.ucr': 1 } }],
    answers: 1,
    errors: 0,
    at,
    ...over,
  };
}

/** An honest chain of so many receipts. */
export function chainOf(length: number, name: ChainName = SOME_CHAIN): readonly ChainedEntry[] {
  return relinked(
    Array.from({ length }, (_, i) => {
      const second = String(i % 60).padStart(2, '0');
      return someDraft(name.partner, `${name.day}T08:00:${second}Z`, { purpose: `purpose-${i}` });
    }),
    name,
  );
}

/** The drafts hung on each other anew, as somebody would who can write the table and has no key. */
export function relinked(drafts: readonly AuditDraft[], name: ChainName): readonly ChainedEntry[] {
  let head: ChainHead = emptyChain(name);
  return drafts.map(draft => {
    const { entry, hash, head: next } = appendEntry(head, draft);
    head = next;
    return { entry, hash };
  });
}

/** What is signed about a chain after `seq` entries. */
export function headOf(chain: readonly ChainedEntry[], seq = chain.length): ChainHead {
  const at = chain[seq - 1];
  if (!at) throw new Error(`the chain has no entry ${seq}`);
  const { node, partner, day } = at.entry;
  return { node, partner, day, seq, hash: at.hash };
}
