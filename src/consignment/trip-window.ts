import type { TimeValue } from '../messages/time-value.ts';
import type { EquipmentUseEntry, EventEntry, TripEdgeEntry } from './consignment-slice.ts';
import { type PlacedFact, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

export interface TripWindow {
  readonly opened: TripEdgeEntry | null;
  readonly closed: TripEdgeEntry | null;
}

/**
 * The window of one trip of one box. It opens with the pick-up of the empty box, else with the first that is known to have happened, else
 * with the first paper that names the box. It closes when the box comes back empty, else when it is stripped, else with what begins the next
 * trip of the box: a booking of it, say. Until then it is open.
 */
export function tripWindow(
  happened: readonly EventEntry[],
  { papers = [], next = [] }: Pick<EquipmentUseEntry, 'papers' | 'next'>,
): TripWindow {
  const laden = happened.find(isLaden);
  const after = happened.filter(each => laden !== undefined && each.time.instant > laden.time.instant);
  const returned = after.find(each => each.type === 'GATE_IN' && each.fullness === 'EMPTY');
  const stripped = after.find(each => each.type === 'STRIPPING');
  const [earliest] = happened;
  const closing = returned ?? stripped;
  return {
    opened: earliest ? edge(earliest) : (papers[0] ?? null),
    closed: closing ? edge(closing) : (next.find(isAfter(happened.at(-1))) ?? null),
  };
}

/** The papers that can have begun a trip, and the beginnings of the next one, by their time. */
export function edgesOf(
  naming: readonly PlacedFact[],
  next: readonly PlacedFact[],
): Pick<EquipmentUseEntry, 'papers' | 'next'> {
  const papers = naming.flatMap(each => openingPaper(each) ?? []).sort(compareEdges);
  const further = next.flatMap(each => openingOf(each) ?? []).sort(compareEdges);
  return { ...(papers.length > 0 && { papers }), ...(further.length > 0 && { next: further }) };
}

function compareEdges(a: TripEdgeEntry, b: TripEdgeEntry): number {
  return compareText(a.at.instant, b.at.instant) || compareText(a.fact, b.fact);
}

/** A paper about several boxes begins the next trip of one, and may be older than the trip of another. */
function isAfter(last: EventEntry | undefined): (edge: TripEdgeEntry) => boolean {
  return edge => last === undefined || edge.at.instant > last.time.instant;
}

/** Whatever happens to the goods happens after the empty box was picked up. */
function isLaden(event: EventEntry): boolean {
  return event.fullness === 'FULL' || LADEN.has(event.type);
}

const LADEN: ReadonlySet<string> = new Set(['STUFFING', 'LOAD', 'DISCHARGE', 'RESEALED', 'WEIGHED']);

function edge({ type, time, origin, fact }: EventEntry): TripEdgeEntry {
  return { by: type, at: time, origin, fact };
}

/** The beginning of a trip that a fact about its box can be. */
export function openingOf(each: PlacedFact): TripEdgeEntry | undefined {
  const { fact } = each.known;
  if (fact.kind !== 'EVENT') return openingPaper(each);
  const happened = each.effective && fact.classifier === 'ACT';
  return happened ? { by: fact.type, at: fact.time, ...statedBy(each) } : undefined;
}

function openingPaper(each: PlacedFact): TripEdgeEntry | undefined {
  const { fact } = each.known;
  if (!each.effective) return undefined;
  const opening = (by: TripEdgeEntry['by'], at: TimeValue | undefined) => at && { by, at, ...statedBy(each) };
  switch (fact.kind) {
    case 'BOOKING':
      return opening('BOOKING', fact.requestedAt);
    case 'TRANSPORT_DOCUMENT':
      return opening('TRANSPORT_DOCUMENT', fact.issuedAt);
    case 'RAIL_NOTE':
      return opening('RAIL_NOTE', fact.contractedAt);
    default:
      return undefined;
  }
}
