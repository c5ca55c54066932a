import type { RowCondition } from './row-condition.ts';
import type { Transform } from './transform.ts';

export const OPERATIONS = ['query', 'subscribe', 'export', 'webhook'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One direction of sharing: what an origin lets its readers see, for which purposes and how long (law 4.1). */
export interface SharingAgreement {
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly purposes: readonly string[];
  readonly operations: readonly Operation[];
  readonly valid: { readonly from: string; readonly until: string };
  /** Which of the origin's consignments; absent: all on which it states something. */
  readonly rows: RowCondition | undefined;
  readonly grants: readonly Grant[];
  readonly deny: readonly Denial[];
  readonly onward: Onward | undefined;
  /** The agreement that lets its reader pass the data on: this one is cut to it, and falls with it (law 4.6). */
  readonly under: string | undefined;
  /** How long what was received under it is kept, and how long its receipts are; ISO 8601 such as P7Y. Absent: no end is agreed. */
  readonly deleteAfter?: string | undefined;
  readonly retain?: string | undefined;
  /** Whether a withheld field is named to the reader. */
  readonly withheld: 'explicit' | 'silent';
  readonly examples: readonly AgreementExample[];
  /** SHA-256 of its content without signatures: what its parties sign, and what receipts name. */
  readonly digest: string;
}

export interface Grant {
  readonly id: string;
  readonly type: string;
  readonly fields: readonly string[];
  readonly when: RowCondition | undefined;
  readonly transform: Transform;
  /** Releases no value: only how many there are, in groups that are large enough. */
  readonly aggregate: { readonly count: readonly string[]; readonly minGroup: number } | undefined;
}

export interface Denial {
  readonly type: string;
  readonly fields: readonly string[];
}

/** To whom a reader may pass on what it received: never more than it has, and no longer than the grants that it hangs on. */
export interface Onward {
  readonly to: readonly string[];
  readonly grants: readonly string[];
  readonly maxAgeMs: number | undefined;
}

export interface AgreementExample {
  readonly as: string;
  readonly purpose: string;
  readonly fixture: string;
  readonly read: string;
  readonly expect: 'allow' | 'deny' | 'clear' | 'mask' | 'hmac' | 'band' | 'aggregate';
  readonly line: number;
}
