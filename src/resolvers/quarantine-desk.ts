import type { QuarantinedMessage, ReplayOutcome } from '../store/quarantine-store.ts';

/** What an operator does with messages in quarantine, in the operator's name. */
export interface QuarantineDesk {
  replay(ids: readonly string[]): Promise<readonly ReplayOutcome[]>;
  discard(id: string, reason: string): Promise<QuarantinedMessage>;
}
