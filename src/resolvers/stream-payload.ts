import type { Sql } from '../store/database.ts';

/** What a subscription field yields for each delivery: enough to execute the selection once for all who get the same. */
export interface StreamPayload {
  /** The subscriber's own cursor; '' where the snapshot has yet to say. */
  readonly cursor: string;
  /** Names what is the same for all who may see the same and select the same. Absent: this delivery is one subscriber's own. */
  readonly sharedAs?: string | undefined;
  /** The root value of the delivery, with one cursor or another. */
  valueAt(cursor: string): unknown;
  /** Present: what is delivered is to be read in one snapshot of the graph, at the cursor that it gives. */
  readonly inSnapshot?: (<T>(work: (sql: Sql, cursor: string) => Promise<T>) => Promise<T>) | undefined;
}

/**
 * The value of a delivery for an executor that knows nothing of payloads (graphql-js alone, a planner over subgraphs), and for the hub's own,
 * which executes the value that it has taken from the payload before.
 */
export async function deliveredValue(delivery: unknown): Promise<unknown> {
  if (!isStreamPayload(delivery)) return delivery;
  const { cursor, inSnapshot } = delivery;
  return inSnapshot ? inSnapshot(async (_sql, at) => delivery.valueAt(at)) : delivery.valueAt(cursor);
}

function isStreamPayload(delivery: unknown): delivery is StreamPayload {
  return typeof delivery === 'object' && delivery !== null && 'valueAt' in delivery;
}
