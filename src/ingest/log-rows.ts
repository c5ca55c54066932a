import { contentHash } from '../consignment/canonical-json.ts';
import type { ConsignmentSlice, EventEntry } from '../consignment/consignment-slice.ts';
import type { NewLogRow } from '../store/event-log.ts';

/**
 * What the log has to say about a consignment after a fold: its new events, and those whose standing changed. A superseded or
 * retracted event is told again with `correction: true` and its cause; nothing published is rewritten (law 3.6).
 */
export function logRows(
  consignmentId: string,
  before: ConsignmentSlice | undefined,
  after: ConsignmentSlice,
): NewLogRow[] {
  const known = new Set((before?.events ?? []).map(revisionOf));
  return after.events.filter(event => !known.has(revisionOf(event))).map(event => logRow(consignmentId, event));
}

/** An event of a voyage or train, told to each consignment on it. */
export function logRow(consignmentId: string, event: EventEntry): NewLogRow {
  const cause = event.retractedBy ?? event.supersededBy ?? null;
  return {
    eventId: contentHash([consignmentId, revisionOf(event)]),
    consignmentId,
    factId: event.fact,
    type: event.type,
    classifier: event.classifier,
    places: (event.place?.codes ?? []).map(code => code.value),
    equipment: event.equipment ?? null,
    correction: event.correction || !event.effective,
    cause,
    body: event,
  };
}

/** Law 3.2: a log row is one event revision: the statement, and whether it stands. */
function revisionOf(event: EventEntry): string {
  return `${event.fact}|${event.effective ? 'stands' : (event.retractedBy ?? event.supersededBy ?? 'fell')}`;
}

/** The hub's own events: what became of a consignment's identity. */
export function identityRow(
  type: 'CONSIGNMENT_MERGED' | 'CONSIGNMENT_SPLIT',
  consignmentId: string,
  other: string,
  cause: string,
): NewLogRow {
  return {
    eventId: contentHash([type, consignmentId, other, cause]),
    consignmentId,
    factId: null,
    type,
    classifier: 'ACT',
    places: [],
    equipment: null,
    correction: true,
    cause,
    body: { type, consignment: consignmentId, other },
  };
}
