import type { ChainedEntry } from '../audit/audit-entry.ts';
import type { AuditLine } from '../audit/audit-export.ts';
import type { Sql } from './database.ts';

/** Which part of the audit: of one partner, or of all; days from and to, both included. */
export interface AuditRange {
  readonly partner?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const PAGE = 1_000;

const within = (sql: Sql, { partner, from, to }: AuditRange) => sql`
  ${partner === undefined ? sql`true` : sql`partner = ${partner}`}
  and day >= ${from ?? '-infinity'}::date and day <= ${to ?? 'infinity'}::date`;

/** The audit as lines of an export, without its keys: chain by chain, then what is signed about them. */
export async function* auditLines(sql: Sql, range: AuditRange): AsyncGenerator<AuditLine> {
  let receipts = 0;
  const rows = sql<ChainedEntry[]>`
    select entry, hash from receipt where ${within(sql, range)} order by partner, day, node, seq`.cursor(PAGE);
  for await (const page of rows) {
    for (const { entry, hash } of page) yield { type: 'receipt', hash, entry };
    receipts += page.length;
  }
  const heads = await sql<{ jws: string }[]>`
    select jws from receipt_head where ${within(sql, range)} order by partner, day, node`;
  for (const { jws } of heads) yield { type: 'head', jws };
  const witnesses = await sql<{ partner: string; jws: string }[]>`
    select partner, jws from receipt_witness where ${within(sql, range)} order by partner, day, node, seq`;
  for (const { partner, jws } of witnesses) yield { type: 'witness', partner, jws };
  const days = await sql<{ jws: string; dropped: boolean }[]>`
    select jws, dropped_at is not null as dropped from receipt_day where ${within(sql, range)} order by partner, day`;
  for (const { jws, dropped } of days) yield { type: 'day', jws, dropped };
  yield { type: 'end', receipts };
}

/** Signed heads of one partner's chains, or of all, newest day first. */
export async function signedHeads(sql: Sql, range: AuditRange): Promise<readonly string[]> {
  const rows = await sql<{ jws: string }[]>`
    select jws from receipt_head where ${within(sql, range)} order by day desc, partner, node limit 1000`;
  return rows.map(row => row.jws);
}
