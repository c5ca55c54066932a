import type { CheckedStatement } from '../risk/registry/registry-record.ts';
import type { Decision } from '../store/registry-store.ts';

/** Who writes into the registers of risk control. What is written is archived as a message first, in the name of the person. */
export interface RegistryClerk {
  /** Answers the id of the proposal. */
  propose(statement: CheckedStatement): Promise<string>;
  decide(id: string, approved: boolean): Promise<Decision>;
}
