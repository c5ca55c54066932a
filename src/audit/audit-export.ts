import { z } from 'zod';
import { type AuditEntry, type ChainedEntry, DISCLOSURE_OPERATIONS } from './audit-entry.ts';

/** One line of an export (JSON Lines): what docs/audit.md spells out for whoever writes a verifier of their own. */
export type AuditLine =
  | { readonly type: 'corridor-audit'; readonly version: 1; readonly exportedAt: string }
  | { readonly type: 'key'; readonly owner: string; readonly jwk: Readonly<Record<string, unknown>> }
  | ({ readonly type: 'receipt' } & ChainedEntry)
  | { readonly type: 'head'; readonly jws: string }
  | { readonly type: 'witness'; readonly partner: string; readonly jws: string }
  | { readonly type: 'day'; readonly jws: string; readonly dropped: boolean }
  | { readonly type: 'end'; readonly receipts: number };

const count = z.int().nonnegative();
/** Loose where the hash holds the content already: an entry is refused only where the verifier could not work with it. */
const entry = z.looseObject({
  v: z.union([z.literal(1), z.literal(2)]),
  node: z.string(),
  partner: z.string(),
  day: z.iso.date(),
  seq: count,
  prev: z.string(),
  at: z.string(),
  operation: z.enum(DISCLOSURE_OPERATIONS),
});

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('corridor-audit'), version: z.literal(1), exportedAt: z.string() }),
  z.object({ type: z.literal('key'), owner: z.string(), jwk: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('receipt'), hash: z.string(), entry }),
  z.object({ type: z.literal('head'), jws: z.string() }),
  z.object({ type: z.literal('witness'), partner: z.string(), jws: z.string() }),
  z.object({ type: z.literal('day'), jws: z.string(), dropped: z.boolean() }),
  z.object({ type: z.literal('end'), receipts: count }),
]);

/** The lines of an export, or the number of the first that is none. */
export function readAuditExport(text: string): readonly AuditLine[] | { readonly badLine: number } {
  const lines: AuditLine[] = [];
  for (const [index, each] of text.split('\n').entries()) {
    if (each.trim() === '') continue;
    const read = line.safeParse(parsed(each));
    if (!read.success) return { badLine: index + 1 };
    const { data } = read;
    lines.push(data.type === 'receipt' ? { ...data, entry: data.entry as unknown as AuditEntry } : data);
  }
  return lines;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
