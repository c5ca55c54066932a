import { createHash } from 'node:crypto';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { type ChainHead, chainKey } from './audit-chain.ts';
import { merkleRoot } from './merkle-tree.ts';

/** A closed day of one partner, over the chains of all nodes. Days hang on each other, so that none can be left out later. */
export interface AuditDay {
  readonly partner: string;
  readonly day: string;
  /** Merkle root over the hashes of the day's receipts, in the order of node and number. */
  readonly root: string;
  readonly receipts: number;
  readonly heads: readonly Pick<ChainHead, 'node' | 'seq' | 'hash'>[];
  /** SHA-256 of the day before that has receipts; of the first, 64 zeros. */
  readonly prev: string;
}

const FIRST = '0'.repeat(64);

/** `receipts`: number and hash of each of the day's receipts. */
export function closeDay(
  { partner, day }: Pick<AuditDay, 'partner' | 'day'>,
  receipts: readonly ChainHead[],
  before: AuditDay | undefined,
): AuditDay {
  const ordered = inTreeOrder(receipts);
  const ends = new Map(ordered.map(({ node, seq, hash }) => [node, { node, seq, hash }]));
  const prev = before ? dayHash(before) : FIRST;
  const root = merkleRoot(ordered.map(each => each.hash));
  return { partner, day, root, receipts: ordered.length, heads: [...ends.values()], prev };
}

export function dayHash(day: AuditDay): string {
  return createHash('sha256').update(canonicalJson(day)).digest('hex');
}

/** The chains' heads as the closed day knows them. */
export function headsOfDay({ partner, day, heads }: AuditDay): readonly ChainHead[] {
  return heads.map(head => ({ ...head, partner, day }));
}

/** By chain, then by number: the order of the tree's leaves. */
export function inTreeOrder(receipts: readonly ChainHead[]): readonly ChainHead[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...receipts].sort((a, b) => order(chainKey(a), chainKey(b)) || a.seq - b.seq);
}
