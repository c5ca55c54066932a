import type { AuditDraft } from '../audit/audit-entry.ts';
import { contentHash } from '../consignment/canonical-json.ts';
import type { Viewer } from '../policy/viewer.ts';
import type { Caller } from './caller.ts';
import type { Operation } from './operation.ts';

/** Who reads, as receipts name them. */
export function readerOf({ viewer, sub, client }: Caller): Pick<AuditDraft, 'partner' | 'sub' | 'client' | 'purpose'> {
  return { partner: chainOfViewer(viewer), sub, client, purpose: viewer.sees === 'OWN' ? viewer.purpose : viewer.role };
}

function chainOfViewer(viewer: Viewer): string {
  return viewer.sees === 'OWN' ? viewer.partner : `hub:${viewer.role}`;
}

const keys = new WeakMap<Operation, string>();

/** Operations with the same key are the same person's or system's same question: one receipt tells of both. */
export function readerKey(operation: Operation): string {
  const known = keys.get(operation);
  if (known !== undefined) return known;
  const key = contentHash([readerOf(operation.caller), operation.query]);
  keys.set(operation, key);
  return key;
}
