import type { Grant, SharingAgreement } from './sharing-agreement.ts';
import { CLEAR } from './transform.ts';

/** An agreement of customs with a reader, but for what a test says of it. */
export function agreementWith(changes: Partial<SharingAgreement> = {}): SharingAgreement {
  return {
    id: 'customs-reader',
    version: 1,
    from: 'customs',
    to: ['reader'],
    purposes: ['clearance'],
    operations: ['query'],
    valid: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
    rows: undefined,
    grants: [],
    deny: [],
    onward: undefined,
    under: undefined,
    withheld: 'explicit',
    examples: [],
    digest: changes.id ?? 'digest',
    ...changes,
  };
}

export function grantOf(id: string, type: string, fields: readonly string[], more: Partial<Grant> = {}): Grant {
  return { id, type, fields, when: undefined, transform: CLEAR, aggregate: undefined, ...more };
}
