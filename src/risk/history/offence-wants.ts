import type { RiskContext } from '../risk-context.ts';
import type { HistoryAnswer } from './history-answer.ts';
import { type HistoryWant, THREE_YEARS, wanting } from './history-wants.ts';
import { partiesAtSameAddress } from './linked-parties.ts';

/** The second question: what was found at those with whom the importer shares an address, once they are known. */
export function offenceWants(context: RiskContext, answer: HistoryAnswer): readonly HistoryWant[] {
  if (context.now === undefined) return [];
  const want = wanting(context.now);
  return partiesAtSameAddress(context, answer).flatMap(party => want('offences', String(party), THREE_YEARS));
}
