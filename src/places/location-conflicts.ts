import type { ConsignmentSlice, EventEntry, LegEntry } from '../consignment/consignment-slice.ts';
import type { CallTimestamp, JourneyDocument } from '../consignment/journey-document.ts';
import type { Stated } from '../consignment/stated.ts';
import type { PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { PlaceBook } from './place-book.ts';
import type { PlaceKind } from './place-entry.ts';
import type { PlaceRecord } from './place-record.ts';
import { placeAt } from './stated-place.ts';

/** A place that contradicts itself, or what the papers say (law 2.6): shown, and none is picked. */
export interface LocationConflict extends Stated {
  readonly message: string;
  readonly remedy: string;
}

/** Somewhere that goods or their vessel were. */
interface Visit extends Stated {
  readonly place: PlaceClaim;
  readonly time: TimeValue;
  readonly end: 'from' | 'to';
  /** The goods themselves were set down or taken up there; else their vessel was there, as it is at every port of its voyage. */
  readonly ofGoods: boolean;
}

/** The places whose keys the book has to hold for `locationConflicts`. */
export function placesOfJourney(
  { legs, events }: Pick<ConsignmentSlice, 'legs' | 'events'>,
  journeys: readonly JourneyDocument[],
): PlaceClaim[] {
  return [
    ...legs.flatMap(leg => [...leg.from, ...leg.to].map(claim => claim.value)),
    ...[...events, ...journeys.flatMap(each => each.events)].flatMap(event => event.place ?? []),
    ...journeys.flatMap(each => each.calls.map(call => call.place)),
  ];
}

/**
 * What the places of a consignment say against each other, by the codes that were valid on the day: events whose codes are of two places,
 * and goods or vessels that were elsewhere than the papers of the leg say.
 */
export function locationConflicts(
  slice: Pick<ConsignmentSlice, 'legs' | 'events' | 'links'>,
  journeysOf: (leg: LegEntry) => readonly JourneyDocument[],
  book: PlaceBook,
): LocationConflict[] {
  const own = slice.events.filter(isActual).flatMap(event => selfContradiction(event, book) ?? []);
  const elsewhere = slice.legs.flatMap(leg =>
    (['from', 'to'] as const).flatMap(end =>
      legConflict(leg, end, visitsOf(slice.events, journeysOf(leg), leg), slice, book),
    ),
  );
  return [...new Map([...own, ...elsewhere].map(each => [`${each.origin}|${each.message}`, each])).values()];
}

function isActual({ effective, classifier }: EventEntry): boolean {
  return effective && classifier === 'ACT';
}

function selfContradiction(event: EventEntry, book: PlaceBook): LocationConflict | undefined {
  if (!event.place) return undefined;
  const { codes, day = '', mode } = placeAt(event.place, event.time, event.conveyance?.mode);
  const answer = book.find({ codes, day, ...(mode && { mode }) });
  if (answer.kind !== 'CONTRADICTION') return undefined;
  const message = `The codes of this place, ${codesText(event.place)}, were not of one place on ${day}.`;
  return { origin: event.origin, fact: event.fact, message, remedy: 'Correct the code that is wrong.' };
}

const MOVES = { from: ['LOAD', 'DEPARTURE'], to: ['DISCHARGE', 'ARRIVAL'] } as const;

function visitsOf(events: readonly EventEntry[], journeys: readonly JourneyDocument[], leg: LegEntry): Visit[] {
  const ofLeg = events.filter(event => event.journeys.some(key => leg.journeys.includes(key)));
  const told = new Map([...ofLeg, ...journeys.flatMap(each => each.events)].map(event => [event.fact, event]));
  const seen = [...told.values()].filter(isActual).filter(event => event.movement !== 'TRANSHIPMENT');
  return [
    ...seen.flatMap(eventVisit),
    ...journeys.flatMap(each =>
      each.calls.flatMap(call => call.timestamps.flatMap(stamp => callVisit(stamp, call.place))),
    ),
  ];
}

function eventVisit(event: EventEntry): Visit[] {
  const { place, time, origin, fact, type, movement } = event;
  const end = (['from', 'to'] as const).find(each => (MOVES[each] as readonly string[]).includes(type));
  return place && end
    ? [{ place, time, end, ofGoods: movement === 'IMPORT' || movement === 'EXPORT', origin, fact }]
    : [];
}

function callVisit({ event, classifier, time, origin, fact }: CallTimestamp, place: PlaceClaim): Visit[] {
  return classifier === 'ACT'
    ? [{ place, time, end: event === 'ARRIVAL' ? 'to' : 'from', ofGoods: false, origin, fact }]
    : [];
}

/**
 * Goods that were set down elsewhere are a mismatch. A vessel calls at many ports: it is one only where it was at a part of the port that
 * the papers name, and never at the named one.
 */
function legConflict(
  leg: LegEntry,
  end: 'from' | 'to',
  visits: readonly Visit[],
  { links }: Pick<ConsignmentSlice, 'links'>,
  book: PlaceBook,
): LocationConflict[] {
  const judged = visits
    .filter(visit => visit.end === end)
    .map(visit => ({ visit, verdict: compare(visit, declaredFor(visit, leg, links), leg, book) }));
  const wasThere = judged.some(({ verdict }) => verdict === 'SAME');
  return judged
    .filter(
      ({ visit, verdict }) =>
        (verdict === 'NEIGHBOUR' && (visit.ofGoods || !wasThere)) || (verdict === 'OTHER' && visit.ofGoods),
    )
    .map(({ visit }) => conflictOf(visit, end));
}

/** What other messages than the visit's own say on paper: a tally repeats the bill with the place that it tells of. */
function declaredFor(visit: Visit, leg: LegEntry, links: ConsignmentSlice['links']): PlaceClaim | undefined {
  const told = links.find(link => link.fact === visit.fact)?.messageId;
  const papers = new Set(links.filter(link => link.kind !== 'EVENT' && link.messageId !== told).map(link => link.fact));
  return leg[visit.end].find(claim => papers.has(claim.fact))?.value;
}

type Verdict = 'SAME' | 'NEIGHBOUR' | 'OTHER' | 'UNKNOWN';

function compare(visit: Visit, declared: PlaceClaim | undefined, leg: LegEntry, book: PlaceBook): Verdict {
  if (!declared) return 'UNKNOWN';
  const { codes, day = '' } = placeAt(visit.place, visit.time);
  const [there, meant] = [codes, declared.codes].map(each => book.find({ codes: each, day, mode: leg.mode }));
  if (there?.kind !== 'FOUND' || meant?.kind !== 'FOUND') return 'UNKNOWN';
  const [a, b] = [areaOf(there.place, day, book), areaOf(meant.place, day, book)];
  if (book.areOneWithin(a, b, day)) return 'SAME';
  const around = book.lineage(b, day);
  return book.lineage(a, day).some(place => around.includes(place)) ? 'NEIGHBOUR' : 'OTHER';
}

const AREAS: ReadonlySet<PlaceKind> = new Set(['PORT_AREA', 'PORT', 'STATION', 'AIRPORT', 'INLAND_DEPOT']);

/** What customs and carriers mean by a place: which berth or terminal of an area it is makes no difference. */
function areaOf(place: PlaceRecord, day: string, book: PlaceBook): PlaceRecord {
  return book.lineage(place, day).find(each => AREAS.has(each.kind)) ?? place;
}

function conflictOf({ place, time, origin, fact, ofGoods }: Visit, end: 'from' | 'to'): LocationConflict {
  const { day } = placeAt(place, time);
  const who = ofGoods ? 'The goods were' : 'The vessel was';
  const named = end === 'from' ? 'loading' : 'discharge';
  return {
    origin,
    fact,
    message: `${who} at ${codesText(place)} on ${day}; the papers name another place of ${named}.`,
    remedy: `Compare with the place of ${named} of the bill or manifest, and correct the one that is wrong.`,
  };
}

function codesText({ codes, name }: PlaceClaim): string {
  return codes.length > 0 ? codes.map(each => `${each.scheme} ${each.value}`).join(' / ') : (name ?? 'a place');
}
