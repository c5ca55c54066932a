/** The trips of each box (and seal): which consignments used it, and when, by what documents and document-bound events say. */

/** A use of one box by one consignment: the span of its dated evidence and the voyages that it quotes. */
export interface BoxUse {
  readonly consignment: string;
  readonly from: number; // epoch ms; from > to where nothing is dated
  readonly to: number;
  readonly voyages: ReadonlySet<string>;
  /** Grouping identifiers (master bill, shared declaration) of the consignment. */
  readonly groups: ReadonlySet<string>;
}

/** One journey of one box; a shared box (LCL) carries several consignments on the same trip. */
export interface BoxTrip {
  readonly consignments: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly voyages: ReadonlySet<string>;
}

/** What a box does between two trips: an empty return or stripping ends the earlier, an empty pick-up begins the later. */
export interface TurnMark {
  readonly at: number;
  readonly turn: 'CLOSES' | 'OPENS';
}

const DAY = 86_400_000;
/** An empty box is picked up at most this long before the first dated document of its trip. */
const LEAD = 45 * DAY;
/** And is returned at most this long after the last one. */
const TAIL = 90 * DAY;

export class BoxTrips {
  readonly #trips: ReadonlyMap<string, readonly BoxTrip[]>;
  readonly #marks: ReadonlyMap<string, readonly TurnMark[]>;

  constructor(uses: ReadonlyMap<string, readonly BoxUse[]>, marks: ReadonlyMap<string, readonly TurnMark[]>) {
    this.#trips = new Map([...uses].map(([box, each]) => [box, tripsOf(each)]));
    this.#marks = marks;
  }

  of(box: string): readonly BoxTrip[] {
    return this.#trips.get(box) ?? [];
  }

  onVoyage(box: string, voyages: readonly string[]): readonly BoxTrip[] {
    return this.of(box).filter(trip => voyages.some(voyage => trip.voyages.has(voyage)));
  }

  /** The trips whose window contains the time: one where it is clear, two where the box was between trips and nothing tells. */
  at(box: string, time: number): readonly BoxTrip[] {
    const trips = this.of(box);
    const within = trips.filter(trip => trip.from <= time && time <= trip.to);
    if (within.length > 0) return within;
    const before = trips.filter(trip => trip.to < time && time - trip.to <= TAIL).at(-1);
    const after = trips.find(trip => trip.from > time && trip.from - time <= LEAD);
    if (!before && !after) return trips.filter(trip => trip.from > trip.to);
    if (!before || !after) return [before ?? after].flatMap(each => each ?? []);
    return this.#between(box, before, after, time);
  }

  #between(box: string, before: BoxTrip, after: BoxTrip, time: number): readonly BoxTrip[] {
    const marks = (this.#marks.get(box) ?? []).filter(mark => mark.at > before.to && mark.at < after.from);
    const closed = Math.min(...marks.filter(mark => mark.turn === 'CLOSES').map(mark => mark.at));
    if (time <= closed && Number.isFinite(closed)) return [before];
    const opened = Math.max(...marks.filter(mark => mark.turn === 'OPENS').map(mark => mark.at));
    if (time >= opened && Number.isFinite(opened)) return [after];
    if (time > closed) return [after];
    return time < opened && Number.isFinite(opened) ? [before] : [before, after];
  }
}

function tripsOf(uses: readonly BoxUse[]): BoxTrip[] {
  const trips: BoxTrip[] = [];
  const remaining = [...uses].sort((a, b) => a.from - b.from || (a.consignment < b.consignment ? -1 : 1));
  for (const use of remaining) {
    const joined = trips.filter(trip => sameTrip(trip, use, uses));
    for (const each of joined) trips.splice(trips.indexOf(each), 1);
    trips.push(joinTrip(joined, use));
  }
  return trips.sort((a, b) => a.from - b.from || a.to - b.to);
}

function sameTrip(trip: BoxTrip, use: BoxUse, uses: readonly BoxUse[]): boolean {
  if ([...use.voyages].some(voyage => trip.voyages.has(voyage))) return true;
  if (use.from <= trip.to && trip.from <= use.to) return true;
  const members = uses.filter(each => trip.consignments.includes(each.consignment));
  return members.some(each => [...each.groups].some(group => use.groups.has(group)));
}

function joinTrip(trips: readonly BoxTrip[], use: BoxUse): BoxTrip {
  return {
    consignments: [...new Set([...trips.flatMap(each => each.consignments), use.consignment])].sort(),
    from: Math.min(use.from, ...trips.map(each => each.from)),
    to: Math.max(use.to, ...trips.map(each => each.to)),
    voyages: new Set([...use.voyages, ...trips.flatMap(each => [...each.voyages])]),
  };
}
