import { createHash } from 'node:crypto';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { DisclosureSummary } from '../policy/disclosure-collector.ts';

export const DISCLOSURE_OPERATIONS = ['query', 'mutation', 'subscribe', 'webhook', 'export', 'raw', 'erase'] as const;
export type DisclosureOperation = (typeof DISCLOSURE_OPERATIONS)[number];

/** Who was answered, what for, and with what. Names no value of the answer and no variable of the query. */
export interface AuditDraft extends DisclosureSummary {
  /** The partner whose chain this is; `hub:<role>` for the hub's own people. */
  readonly partner: string;
  readonly sub: string;
  readonly client: string;
  readonly purpose: string;
  /** The partner as whom an operator looked. */
  readonly viewedAs?: string;
  readonly operation: DisclosureOperation;
  readonly operationName?: string;
  /** SHA-256 of the query's text, in hexadecimal: the same for the same question. */
  readonly query: string;
  /** Answers that this receipt covers: more than one for a batch of deliveries. */
  readonly answers: number;
  readonly errors: number;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** A receipt in its chain: one chain a node, partner and day (law 4.7). */
export interface AuditEntry extends AuditDraft {
  /** 1: receipts of before, which have `fields` instead of `told`, each with all that is said of it. */
  readonly v: 2;
  readonly node: string;
  readonly day: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** Hash of the entry before; of the first, 64 zeros. */
  readonly prev: string;
}

export interface ChainedEntry {
  readonly entry: AuditEntry;
  readonly hash: string;
}

/** SHA-256 of the entry's canonical JSON (RFC 8785), in hexadecimal. */
export function entryHash(entry: AuditEntry): string {
  return textHash(canonicalJson(entry));
}

export function textHash(canonical: string): string {
  return createHash('sha256').update(canonical).digest('hex');
}
