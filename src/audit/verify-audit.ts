import { type ChainHead, chainKey } from './audit-chain.ts';
import { type AuditDay, dayHash, headsOfDay, inTreeOrder } from './audit-day.ts';
import type { ChainedEntry } from './audit-entry.ts';
import { groupedBy } from './grouped-by.ts';
import { merkleRoot } from './merkle-tree.ts';
import { type AuditFinding, verifyChain } from './verify-chain.ts';

/** What is to be proven: receipts in the order in which they are kept, with the statements about them whose signatures hold. */
export interface AuditEvidence {
  readonly receipts: readonly ChainedEntry[];
  readonly heads: readonly ChainHead[];
  readonly days: readonly AuditDay[];
}

export interface AuditVerdict {
  readonly receipts: number;
  readonly chains: number;
  /** The end of each chain that no signed head reaches: nothing but the hub's word says that it was not cut there. */
  readonly unsigned: number;
  /** The first bad entry of each chain, and the days that do not hold. */
  readonly findings: readonly AuditFinding[];
}

export function verifyAudit({ receipts, heads, days }: AuditEvidence): AuditVerdict {
  const allHeads = [...heads, ...days.flatMap(headsOfDay)];
  const entries = groupedBy(receipts, ({ entry }) => chainKey(entry));
  const vouching = groupedBy(allHeads, chainKey);
  const names = [...new Set([...entries.keys(), ...vouching.keys()])].sort();
  const ofChains = names.map(name => verifyChain(entries.get(name) ?? [], vouching.get(name) ?? []));
  const unsigned = [...entries].filter(([name, { length }]) => !vouching.get(name)?.some(head => head.seq === length));
  return {
    receipts: receipts.length,
    chains: entries.size,
    unsigned: unsigned.length,
    findings: [...ofChains.filter(each => each !== undefined), ...verifyDays(receipts, days)],
  };
}

function verifyDays(receipts: readonly ChainedEntry[], days: readonly AuditDay[]): AuditFinding[] {
  const byDay = groupedBy(receipts, ({ entry }) => `${entry.day}/${entry.partner}`);
  const byPartner = groupedBy(days, day => day.partner);
  return [...byPartner.values()].flatMap(ofPartner =>
    [...ofPartner]
      .sort((a, b) => (a.day < b.day ? -1 : 1))
      .flatMap((day, i, sorted) => verifyDay(day, sorted[i - 1], byDay.get(`${day.day}/${day.partner}`) ?? [])),
  );
}

function verifyDay(day: AuditDay, before: AuditDay | undefined, receipts: readonly ChainedEntry[]): AuditFinding[] {
  const chain = `${day.day}/${day.partner}`;
  const finding = (explanation: string): AuditFinding => ({ chain, seq: 0, fault: 'DAY_ROOT', explanation });
  const root = merkleRoot(inTreeOrder(receipts).map(each => each.hash));
  if (root !== day.root || receipts.length !== day.receipts)
    return [finding('its receipts are not those of its signed root')];
  return before && day.prev !== dayHash(before)
    ? [finding(`it does not follow ${before.day}: a day between was left out`)]
    : [];
}
