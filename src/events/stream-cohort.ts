import { contentHash } from '../consignment/canonical-json.ts';
import type { EventVisibility } from '../policy/reads.ts';
import type { EventConditions } from '../store/event-reader.ts';

/** What decides whether a row is for a subscriber: its filter, looked up, and what it may see. */
export interface CohortTerms {
  readonly conditions: EventConditions;
  readonly keys: EventVisibility;
}

/** Subscribers with the same name ask for the same and may see the same: a row is evaluated once for all of them (law 3.7). */
export function cohortOf({ conditions, keys }: CohortTerms): string {
  return contentHash([conditions, keys ?? null]);
}
