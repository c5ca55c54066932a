import { canonicalJson } from '../consignment/canonical-json.ts';
import { type AuditDraft, type AuditEntry, type ChainedEntry, textHash } from './audit-entry.ts';

export interface ChainName {
  readonly node: string;
  readonly partner: string;
  readonly day: string;
}

/** Where a chain ends: what its next entry hangs on, and what is signed. */
export interface ChainHead extends ChainName {
  readonly seq: number;
  readonly hash: string;
}

const GENESIS = '0'.repeat(64);

export function emptyChain({ node, partner, day }: ChainName): ChainHead {
  return { node, partner, day, seq: 0, hash: GENESIS };
}

export function chainKey({ node, partner, day }: ChainName): string {
  return `${day}/${partner}/${node}`;
}

export interface AppendedEntry extends ChainedEntry {
  /** The entry as canonical JSON: what was hashed. */
  readonly text: string;
  readonly head: ChainHead;
}

/** Hangs a receipt on the end of its chain. */
export function appendEntry(head: ChainHead, draft: AuditDraft): AppendedEntry {
  const { node, day, partner } = head;
  const entry: AuditEntry = { ...draft, v: 2, node, day, partner, seq: head.seq + 1, prev: head.hash };
  const text = canonicalJson(entry);
  const hash = textHash(text);
  return { entry, hash, text, head: { node, day, partner, seq: entry.seq, hash } };
}

/** What a chain ended with when the entry was its last. */
export function headAt({ entry: { node, partner, day, seq }, hash }: ChainedEntry): ChainHead {
  return { node, partner, day, seq, hash };
}

/** The day of a receipt, in UTC. */
export function dayOf({ at }: Pick<AuditDraft, 'at'>): string {
  return at.slice(0, 10);
}
