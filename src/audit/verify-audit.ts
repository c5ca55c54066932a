import { type ChainHead, chainKey, headAt } from './audit-chain.ts';
import { type AuditDay, dayHash, headsOfDay, inTreeOrder } from './audit-day.ts';
import type { ChainedEntry } from './audit-entry.ts';
import { groupedBy } from './grouped-by.ts';
import { merkleRoot } from './merkle-tree.ts';
import { type AuditFinding, verifyChain } from './verify-chain.ts';

/** What is to be proven: receipts in the order in which they are kept, with the statements about them whose signatures hold. */
export interface AuditEvidence {
  readonly receipts: readonly ChainedEntry[];
  readonly heads: readonly ChainHead[];
  readonly days: readonly (AuditDay & {
    /** The day's receipts were let go when their time was over: only its statement is left. */
    readonly dropped?: boolean;
  })[];
}

export interface AuditVerdict {
  readonly receipts: number;
  readonly chains: number;
  /** The end of each chain that no signed head reaches: nothing but the hub's word says that it was not cut there. */
  readonly unsigned: number;
  /** Days whose receipts are said to have been let go when their time was over: compare with what was agreed. */
  readonly dropped: readonly string[];
  /** The first bad entry of each chain, and the days that do not hold. */
  readonly findings: readonly AuditFinding[];
}

export function verifyAudit({ receipts, heads, days }: AuditEvidence): AuditVerdict {
  const dropped = new Set(days.filter(each => each.dropped).map(each => `${each.day}/${each.partner}`));
  const isKept = ({ day, partner }: Pick<AuditDay, 'day' | 'partner'>) => !dropped.has(`${day}/${partner}`);
  const allHeads = [...heads, ...days.flatMap(headsOfDay)].filter(isKept);
  const entries = groupedBy(receipts, ({ entry }) => chainKey(entry));
  const vouching = groupedBy(allHeads, chainKey);
  const names = [...new Set([...entries.keys(), ...vouching.keys()])].sort();
  const ofChains = names.map(name => verifyChain(entries.get(name) ?? [], vouching.get(name) ?? []));
  const unsigned = [...entries].filter(([name, { length }]) => !vouching.get(name)?.some(head => head.seq === length));
  return {
    receipts: receipts.length,
    chains: entries.size,
    unsigned: unsigned.length,
    dropped: [...dropped],
    findings: [...ofChains.filter(each => each !== undefined), ...verifyDays(receipts, days)],
  };
}

function verifyDays(receipts: readonly ChainedEntry[], days: AuditEvidence['days']): AuditFinding[] {
  const byDay = groupedBy(receipts, ({ entry }) => `${entry.day}/${entry.partner}`);
  const byPartner = groupedBy(days, day => day.partner);
  return [...byPartner.values()].flatMap(ofPartner =>
    [...ofPartner]
      .sort((a, b) => (a.day < b.day ? -1 : 1))
      .flatMap((day, i, sorted) => verifyDay(day, sorted[i - 1], byDay.get(`${day.day}/${day.partner}`) ?? [])),
  );
}

function verifyDay(
  { dropped = false, ...day }: AuditEvidence['days'][number],
  before: AuditEvidence['days'][number] | undefined,
  receipts: readonly ChainedEntry[],
): AuditFinding[] {
  const chain = `${day.day}/${day.partner}`;
  const finding = (explanation: string): AuditFinding => ({ chain, seq: 0, fault: 'DAY_ROOT', explanation });
  if (dropped && receipts.length === 0) return [];
  const root = merkleRoot(inTreeOrder(receipts.map(headAt)).map(each => each.hash));
  if (root !== day.root || receipts.length !== day.receipts)
    return [finding('its receipts are not those of its signed root')];
  return before && day.prev !== dayHash(statementOf(before))
    ? [finding(`it does not follow ${before.day}: a day between was left out`)]
    : [];
}

function statementOf({ dropped: _dropped, ...day }: AuditEvidence['days'][number]): AuditDay {
  return day;
}
