import type { FeedIssue } from './feed-issue.ts';
import type { PassedOn } from './passed-on.ts';
import type { Position } from './position.ts';
import type { Reference } from './reference.ts';
import type { TimeValue } from './time-value.ts';

/**
 * What one place in one message states, typed and canonical (law 1.2). A fact is never changed or deleted: an amendment, a
 * cancellation or a retraction is another fact, and the fold decides what is in force.
 */
export interface FactBase<Kind extends string> {
  readonly kind: Kind;
  readonly position: Position;
  /** Every identifier that this place quotes, including those repeated in the payload: linking reads only these. */
  readonly references: readonly Reference[];
  /**
   * The sender's own key of the thing stated (DCSA eventID, TAF ConsignmentOrder number, declaration number…). Facts of one sender and
   * kind with the same key are revisions of one thing, ordered by `updatedAt`, then `revision`, then content. Without a
   * key a fact is known by its content alone.
   */
  readonly key?: string;
  readonly revision?: number;
  readonly updatedAt?: TimeValue;
  /** Doubts about this fact that refuse nothing: check digits, unknown codes, contradicting places. */
  readonly issues?: readonly FeedIssue[];
  /** Absent: its sender states it itself. */
  readonly passedOn?: PassedOn;
}
