import type { JudgedFact } from '../consignment/effective-facts.ts';
import type { Match } from './link-rule.ts';

/** A fact that a rule gave to consignments, with its evidence. */
export interface LinkedFact extends JudgedFact {
  readonly match: Match;
}
