import { type ChainHead, chainKey } from './audit-chain.ts';
import { type ChainedEntry, entryHash } from './audit-entry.ts';

export type AuditFault =
  | 'EDITED'
  | 'MISSING'
  | 'OUT_OF_ORDER'
  | 'INSERTED'
  | 'CUT_TAIL'
  | 'REWRITTEN'
  | 'WRONG_CHAIN'
  | 'DAY_ROOT'
  | 'BAD_SIGNATURE';

/** The first entry of a chain that is not as it was written. */
export interface AuditFinding {
  readonly chain: string;
  readonly seq: number;
  readonly fault: AuditFault;
  readonly explanation: string;
}

const GENESIS = '0'.repeat(64);

/**
 * The first bad entry of one chain, if there is one. `heads` are statements about the chain whose signatures hold: the hub's own, and
 * those that the partner has countersigned or kept. Without them a chain that was cut at its end, or written anew from its start, cannot
 * be told from an honest one.
 */
export function verifyChain(entries: readonly ChainedEntry[], heads: readonly ChainHead[]): AuditFinding | undefined {
  const vouched = new Set(heads.map(head => `${head.seq}/${head.hash}`));
  const broken = firstBroken(entries, vouched);
  const disowned = firstDisowned(entries, heads);
  if (!broken || !disowned) return broken ?? disowned?.finding;
  return broken.seq <= disowned.latest ? broken : disowned.finding;
}

function firstBroken(entries: readonly ChainedEntry[], vouched: ReadonlySet<string>): AuditFinding | undefined {
  for (const [index, each] of entries.entries()) {
    const finding = faultAt(entries, index, each, vouched);
    if (finding) return finding;
  }
  return undefined;
}

function faultAt(
  entries: readonly ChainedEntry[],
  index: number,
  { entry, hash }: ChainedEntry,
  vouched: ReadonlySet<string>,
): AuditFinding | undefined {
  const seq = index + 1;
  const finding = namedIn(chainKey(entry));
  if (entryHash(entry) !== hash) return finding('EDITED', seq, 'its content is not what its hash says');
  const previous = entries[index - 1];
  const isFollowed = entries[index + 1]?.entry.prev === hash || vouched.has(`${entry.seq}/${hash}`);
  if (entry.seq !== seq) return misplaced(entries, index, isFollowed);
  if (entry.at.slice(0, 10) !== entry.day) return finding('WRONG_CHAIN', seq, 'it is of another day');
  if (entry.prev === (previous?.hash ?? GENESIS)) return undefined;
  if (!previous || !isFollowed) return finding('INSERTED', seq, 'it does not follow the entry before it');
  return finding('EDITED', seq - 1, 'the entry after it follows another entry than this one');
}

/** Of two entries with one number, the one that the rest of the chain follows is the true one. */
function misplaced(entries: readonly ChainedEntry[], index: number, isFollowed: boolean): AuditFinding | undefined {
  const [previous, here] = [entries[index - 1], entries[index]];
  if (!here) return undefined;
  const seq = index + 1;
  const found = here.entry.seq;
  const finding = namedIn(chainKey(here.entry));
  if (found < seq) {
    const isOther = isFollowed && previous?.entry.seq === found && previous.hash !== here.hash;
    return finding('INSERTED', isOther ? seq - 1 : seq, `there are two entries numbered ${found}`);
  }
  const isLater = entries.some(({ entry }) => entry.seq === seq);
  if (isLater) return finding('OUT_OF_ORDER', seq, `entry ${found} stands before it`);
  return finding('MISSING', seq, 'it is not there, and later ones are');
}

function namedIn(chain: string) {
  return (fault: AuditFault, seq: number, explanation: string): AuditFinding => ({ chain, seq, fault, explanation });
}

/** A head says how long the chain was and how it ended then; what it does not know was written between the last good head and `latest`. */
function firstDisowned(
  entries: readonly ChainedEntry[],
  heads: readonly ChainHead[],
): { readonly finding: AuditFinding; readonly latest: number } | undefined {
  let good = 0;
  for (const head of [...heads].sort((a, b) => a.seq - b.seq)) {
    const known = entries[head.seq - 1];
    if (known?.hash !== head.hash)
      return { finding: known ? rewritten(head, good) : cut(head, entries), latest: head.seq };
    good = head.seq;
  }
  return undefined;
}

function cut(head: ChainHead, { length }: readonly ChainedEntry[]): AuditFinding {
  const explanation = `a signed head counts ${head.seq} entries, and there are ${length}`;
  return { chain: chainKey(head), seq: length + 1, fault: 'CUT_TAIL', explanation };
}

function rewritten(head: ChainHead, good: number): AuditFinding {
  const which = good + 1 === head.seq ? `entry ${head.seq}` : `one of the entries ${good + 1} to ${head.seq}`;
  const explanation = `a signed head knew another entry ${head.seq}: ${which} was written anew`;
  return { chain: chainKey(head), seq: good + 1, fault: 'REWRITTEN', explanation };
}
