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
  readonly groups: ReadonlySet<string>;
}

/** What a box does between two trips: an empty return or stripping ends the earlier, an empty pick-up begins the later, as does a booking of it. */
export interface TurnMark {
  readonly at: number;
  readonly turn: 'CLOSES' | 'OPENS' | 'BOOKS';
}

const DAY = 86_400_000;
/** An empty box is picked up at most this long before the first dated document of its trip. */
const LEAD = 45 * DAY;
/** And is returned at most this long after the last one. */
const TAIL = 90 * DAY;
/** Carriers use a voyage number again after a year or more: the same number further apart is another voyage. */
const SAME_VOYAGE = 180 * DAY;

/** Papers of one trip lie days apart; a box that is emptied, returned and stuffed anew within them leaves a mark of it. */
const TURNAROUND = 7 * DAY;

export class BoxTrips {
  readonly #trips: ReadonlyMap<string, readonly BoxTrip[]>;
  readonly #marks: ReadonlyMap<string, readonly TurnMark[]>;
  readonly #boxed = new Set<string>();

  constructor(uses: ReadonlyMap<string, readonly BoxUse[]>, marks: ReadonlyMap<string, readonly TurnMark[]>) {
    this.#trips = new Map([...uses].map(([box, each]) => [box, tripsOf(each, marks.get(box) ?? [])]));
    this.#marks = marks;
    for (const [box, each] of uses)
      if (!box.includes(' ')) for (const { consignment } of each) this.#boxed.add(consignment);
  }

  /** Whether any box is known to carry the consignment. */
  carry(consignment: string): boolean {
    return this.#boxed.has(consignment);
  }

  of(box: string): readonly BoxTrip[] {
    return this.#trips.get(box) ?? [];
  }

  /** The trips that quote one of the voyages, where the time is given near enough to it to be the same sailing. */
  onVoyage(box: string, voyages: readonly string[], time: number | undefined): readonly BoxTrip[] {
    return this.of(box)
      .filter(trip => voyages.some(voyage => trip.voyages.has(voyage)))
      .filter(trip => time === undefined || !isDated(trip) || gap(trip, { from: time, to: time }) <= SAME_VOYAGE);
  }

  /**
   * The trips that the box can have been on at that time: one where it is clear, several where windows overlap or the box was between
   * trips and nothing tells. A trip without dates can be at any time, and yields to one whose window contains the time.
   */
  at(box: string, time: number): readonly BoxTrip[] {
    const trips = this.of(box);
    const dated = trips.filter(isDated);
    const within = dated.filter(trip => trip.from <= time && time <= trip.to);
    if (within.length > 0) return this.#told(box, within, time);
    const before = dated.filter(trip => trip.to < time && time - trip.to <= TAIL).at(-1);
    const after = dated.find(trip => trip.from > time && trip.from - time <= LEAD);
    const near = this.#told(
      box,
      [before, after].flatMap(trip => trip ?? []),
      time,
    );
    return [...near, ...trips.filter(trip => !isDated(trip))];
  }

  /** Of two trips one after the other, the one on whose side of an empty return or pick-up the time is. */
  #told(box: string, candidates: readonly BoxTrip[], time: number): readonly BoxTrip[] {
    const [before, after, ...others] = candidates;
    if (!before || !after || others.length > 0) return candidates;
    const marks = (this.#marks.get(box) ?? []).filter(mark => mark.at > before.from && mark.at < after.to);
    const closed = Math.min(...marks.filter(mark => mark.turn === 'CLOSES').map(mark => mark.at));
    const opened = Math.max(...marks.filter(mark => mark.turn === 'OPENS').map(mark => mark.at));
    if (Number.isFinite(closed) && time <= closed) return [before];
    if (Number.isFinite(opened) && time >= opened) return [after];
    if (Number.isFinite(closed) && !Number.isFinite(opened)) return [after];
    if (Number.isFinite(opened) && !Number.isFinite(closed)) return [before];
    // Before it was booked, nothing of the later trip can have happened.
    return isBookedFirst(after, this.#marks.get(box) ?? []) ? [before] : candidates;
  }
}

function isBookedFirst(trip: BoxTrip, marks: readonly TurnMark[]): boolean {
  return marks.some(({ at, turn }) => turn === 'BOOKS' && at === trip.from);
}

function isDated({ from, to }: Pick<BoxUse, 'from' | 'to'>): boolean {
  return from <= to;
}

function gap(a: Pick<BoxUse, 'from' | 'to'>, b: Pick<BoxUse, 'from' | 'to'>): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}

function tripsOf(uses: readonly BoxUse[], marks: readonly TurnMark[]): BoxTrip[] {
  const trips: BoxTrip[] = [];
  const inOrder = [...uses].sort((a, b) => compare(a.from, b.from) || (a.consignment < b.consignment ? -1 : 1));
  for (const use of inOrder) {
    const joined = trips.filter(trip => sameTrip(trip, use, marks));
    for (const each of joined) trips.splice(trips.indexOf(each), 1);
    trips.push(joinTrip(joined, use));
  }
  return trips.sort(
    (a, b) =>
      compare(a.from, b.from) ||
      compare(a.to, b.to) ||
      ((a.consignments[0] ?? '') < (b.consignments[0] ?? '') ? -1 : 1),
  );
}

/** Infinities have no difference. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Consignments under one master or shared document, or on one voyage, travel together. Where nobody names a voyage, being in the
 * box at the same time is enough, or within a few days in which it was not turned round; two that name different voyages are two trips,
 * however late the papers of the first.
 */
function sameTrip(trip: BoxTrip, use: BoxUse, marks: readonly TurnMark[]): boolean {
  const apart = isDated(trip) && isDated(use) ? gap(trip, use) : 0;
  if (apart > SAME_VOYAGE) return false;
  if (meet(use.voyages, trip.voyages) || meet(use.groups, trip.groups)) return true;
  const known = use.voyages.size > 0 && trip.voyages.size > 0;
  if (known || !isDated(trip) || !isDated(use)) return false;
  return (
    apart === 0 || (apart <= TURNAROUND && !marks.some(mark => mark.turn !== 'BOOKS' && isBetween(mark.at, trip, use)))
  );
}

function isBetween(time: number, a: Pick<BoxUse, 'from' | 'to'>, b: Pick<BoxUse, 'from' | 'to'>): boolean {
  return Math.min(a.to, b.to) <= time && time <= Math.max(a.from, b.from);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some(each => b.has(each));
}

function joinTrip(trips: readonly BoxTrip[], use: BoxUse): BoxTrip {
  return {
    consignments: [...new Set([...trips.flatMap(each => each.consignments), use.consignment])].sort(),
    from: Math.min(use.from, ...trips.map(each => each.from)),
    to: Math.max(use.to, ...trips.map(each => each.to)),
    voyages: new Set([...use.voyages, ...trips.flatMap(each => [...each.voyages])]),
    groups: new Set([...use.groups, ...trips.flatMap(each => [...each.groups])]),
  };
}
