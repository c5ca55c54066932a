import type { EventFact, Fact } from '../../messages/fact.ts';
import { stated } from './stated.ts';

/** MessageStatus 3 of TAF TSI deletes: what was told under the same keys is taken back. */
export function takenBackWhenDeleted(status: '1' | '2' | '3' | undefined, events: readonly EventFact[]): Fact[] {
  if (status !== '3') return [...events];
  return events.map(({ position, references, key, revision, updatedAt }) =>
    stated({ kind: 'RETRACTION' as const, position, references, key, revision, updatedAt, target: { key } }),
  );
}
