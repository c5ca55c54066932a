import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import { viewGraph } from '../graph-context/graph-view.ts';
import { riskContextOf } from '../graph-context/risk-context-of.ts';
import { declarationOutcome } from './declaration-outcome.ts';
import type { HistoryContribution } from './history-row.ts';
import { historyRowsOf } from './history-rows-of.ts';

/** No row depends on the moment: the days are those of the declaration. */
const ANY_MOMENT = '2000-01-01T00:00:00.000Z';

/** What a consignment adds to history by its document as it is now, and by whether chance chose it for a control. */
export function historyOfConsignment(id: string, document: ConsignmentDocument, drawn: boolean): HistoryContribution {
  const input = { id, document, journeys: [], now: ANY_MOMENT };
  return historyRowsOf(riskContextOf(input), declarationOutcome(viewGraph(input), drawn));
}
