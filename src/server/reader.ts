import type { AuditDraft } from '../audit/audit-entry.ts';
import { contentHash } from '../consignment/canonical-json.ts';
import type { Caller } from './caller.ts';
import type { Operation } from './operation.ts';

/** Who reads, as receipts name them. */
export function readerOf(caller: Caller): Pick<AuditDraft, 'partner' | 'sub' | 'client' | 'purpose' | 'viewedAs'> {
  const { viewer, sub, client } = caller;
  if (viewer.sees === 'ALL') return { partner: `hub:${viewer.role}`, sub, client, purpose: viewer.role };
  const { partner, purpose } = viewer;
  return looksAsPartner(caller)
    ? { partner: 'hub:operator', sub, client, purpose, viewedAs: partner }
    : { partner, sub, client, purpose };
}

/** The token of an operator, the view of a partner: its look is the hub's own, and stands in no partner's chain. */
function looksAsPartner({ viewer, partner, sub }: Caller): boolean {
  return viewer.sees === 'OWN' && partner === undefined && sub !== '';
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
