import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { RequestContext } from '../request-context.ts';

/** An event of one consignment, or a retraction of one. */
export interface StatedEvent {
  readonly consignmentId: string;
  readonly entry: EventEntry;
  /** Of a retraction: when it was recorded, as far as its reader may know. */
  readonly takenBackAt?: Date | null;
}

/**
 * What took an event back, as an event of its own: the same that was said, said not to have happened. A retraction states nothing but whose
 * event is meant, and perhaps why; it stands in no trail and decides no status.
 */
export async function retractionOf(
  { consignmentId, entry }: StatedEvent,
  context: RequestContext,
): Promise<StatedEvent | null> {
  const { retractedBy, supersededBy: _replaced, reason: _reason, ...said } = entry;
  if (!retractedBy) return null;
  const { loaders } = context;
  const [known, shown] = await Promise.all([loaders.fact.load(retractedBy), loaders.shownFact(retractedBy)]);
  if (known?.fact.kind !== 'RETRACTION') return null;
  const { fact, origin, id } = known;
  const told = { ...said, fact: id, origin, effective: false, correction: true };
  const explained = fact.reason && (await loaders.disclosure.event(consignmentId, { ...told, reason: fact.reason }));
  const reason = explained ? explained.reason : undefined;
  return {
    consignmentId,
    entry: reason ? { ...told, reason } : told,
    takenBackAt: shown?.receivedAt ? new Date(shown.receivedAt) : null,
  };
}

/** Among the events of a consignment, what a fact took back. */
export async function retractionUnder(
  fact: string,
  events: readonly StatedEvent[],
  context: RequestContext,
): Promise<StatedEvent | null> {
  const taken = events.find(({ entry }) => entry.retractedBy === fact);
  return taken ? retractionOf(taken, context) : null;
}
