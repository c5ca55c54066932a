import type { JSONWebKeySet, JWK } from 'jose';
import type { AuditLine } from '../audit/audit-export.ts';
import { type AuditEvidence, type AuditVerdict, verifyAudit } from '../audit/verify-audit.ts';
import type { AuditFinding } from '../audit/verify-chain.ts';
import { openDay, openHead } from './audit-statement.ts';

export interface AuditProof extends AuditVerdict {
  readonly heads: number;
  readonly witnessed: number;
  readonly days: number;
  /** By what keys the signatures were tried: `kid`s of the export itself are worth only what the export is. */
  readonly keys: readonly string[];
}

/** Keys that the verifier knows from elsewhere; absent: those that the export brings along. */
export type TrustedKeys = readonly JWK[] | undefined;

type LineOf<T extends AuditLine['type']> = Extract<AuditLine, { type: T }>;

/** Tries every signature of an export, then the chains and days by what is signed. Works offline, on the export alone. */
export async function proveExport(lines: readonly AuditLine[], trusted: TrustedKeys): Promise<AuditProof> {
  const of = <T extends AuditLine['type']>(type: T) => lines.filter((each): each is LineOf<T> => each.type === type);
  const brought = of('key');
  const keysOf = (owner: string): JSONWebKeySet => ({
    keys: [...(trusted ?? brought.filter(key => key.owner === owner).map(({ jwk }) => jwk as JWK))],
  });
  const receipts = of('receipt').map(({ entry, hash }) => ({ entry, hash }));
  const heads = await opened(of('head'), ({ jws }) => openHead(jws, keysOf('hub')));
  const witnessed = await opened(of('witness'), ({ jws, partner }) => openHead(jws, keysOf(partner)));
  const days = await opened(of('day'), async ({ jws, dropped }) => {
    const day = await openDay(jws, keysOf('hub'));
    return day && { ...day, dropped };
  });
  const evidence: AuditEvidence = { receipts, heads: [...heads.good, ...witnessed.good], days: days.good };
  const verdict = verifyAudit(evidence);
  const unread = [...unsigned(heads.bad, 'head'), ...unsigned(witnessed.bad, 'witness'), ...unsigned(days.bad, 'day')];
  return {
    ...verdict,
    heads: heads.good.length,
    witnessed: witnessed.good.length,
    days: days.good.length,
    keys: (trusted ?? brought.map(({ jwk }) => jwk as JWK)).map(({ kid }) => kid ?? '?'),
    findings: [...verdict.findings, ...unread, ...cutShort(of('end'), receipts.length)],
  };
}

async function opened<L, T>(lines: readonly L[], open: (line: L) => Promise<T | undefined>) {
  const all = await Promise.all(lines.map(open));
  const good = all.filter(each => each !== undefined);
  return { good, bad: all.length - good.length };
}

function unsigned(count: number, what: string): AuditFinding[] {
  if (count === 0) return [];
  const explanation = `${count} ${what} statements are signed by none of the keys`;
  return [{ chain: '-', seq: 0, fault: 'BAD_SIGNATURE', explanation }];
}

/** An export ends by saying how many receipts it has. */
function cutShort(ends: readonly LineOf<'end'>[], receipts: number): AuditFinding[] {
  if (ends.length === 1 && ends[0]?.receipts === receipts) return [];
  const explanation = `the export has ${receipts} receipts, and its last line does not say so`;
  return [{ chain: '-', seq: 0, fault: 'CUT_TAIL', explanation }];
}
