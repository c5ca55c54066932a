import type { ConveyanceClaim, PlaceCode } from '../messages/claims.ts';
import { type DatedCode, holdsOn } from './place-entry.ts';
import { meaningsOf, placeKey } from './place-key.ts';
import type { PlaceRecord } from './place-record.ts';

/** A place as a message names it, and what is known of when and how goods were there. */
export interface PlaceQuestion {
  readonly codes: readonly PlaceCode[];
  readonly day: string; // YYYY-MM-DD
  /** By air a code such as CNTAO means what its list says, an airport; else what it is used for, a port. */
  readonly mode?: ConveyanceClaim['mode'];
}

export type PlaceAnswer =
  | { readonly kind: 'FOUND'; readonly place: PlaceRecord }
  /** Its codes are of places of which none lies in another: which of them is wrong, nobody can say. */
  | { readonly kind: 'CONTRADICTION'; readonly places: readonly PlaceRecord[] }
  | { readonly kind: 'UNKNOWN' };

/** A place under one of its codes. */
interface Carrier {
  readonly place: PlaceRecord;
  readonly code: DatedCode;
}

/** Places by id, with all that they lie in or were merged into. Pure: the same records give the same answers. */
export class PlaceBook {
  readonly #places: ReadonlyMap<string, PlaceRecord>;
  readonly #carrying = new Map<string, Carrier[]>();

  constructor(places: Iterable<PlaceRecord>) {
    this.#places = new Map([...places].map(place => [place.id, place]));
    for (const place of this.#places.values())
      for (const code of place.codes) {
        const key = placeKey.code(code);
        this.#carrying.set(key, [...(this.#carrying.get(key) ?? []), { place, code }]);
      }
  }

  /**
   * The place that all codes of the question agree on, the innermost where one lies in another. Codes that are in no table say nothing: the
   * message keeps them. A code that two places have (two senders call their terminals T1) is decided by the others, or not at all.
   */
  find(question: PlaceQuestion): PlaceAnswer {
    const named = question.codes.map(code => this.#named(code, question)).filter(candidates => candidates.length > 0);
    const agreed = distinct(named.flat()).filter(place =>
      named.every(candidates => candidates.some(each => this.areOneWithin(place, each, question.day))),
    );
    if (named.length > 0 && agreed.length === 0) return { kind: 'CONTRADICTION', places: distinct(named.flat()) };
    const innermost = agreed.filter(
      place => !agreed.some(each => each !== place && this.lies(each, place, question.day)),
    );
    const [place, another] = innermost;
    return place && !another ? { kind: 'FOUND', place } : { kind: 'UNKNOWN' };
  }

  /** The place itself and everything that it lies in on the day, nearest first. */
  lineage(place: PlaceRecord, day: string): readonly PlaceRecord[] {
    const found = [place];
    for (const each of found) {
      const parents = each.parents.filter(link => holdsOn(link, day)).flatMap(({ id }) => this.#current(id, day) ?? []);
      found.push(...parents.filter(parent => !found.includes(parent)));
    }
    return found;
  }

  lies(inner: PlaceRecord, outer: PlaceRecord, day: string): boolean {
    return inner !== outer && this.lineage(inner, day).includes(outer);
  }

  areOneWithin(a: PlaceRecord, b: PlaceRecord, day: string): boolean {
    return a === b || this.lies(a, b, day) || this.lies(b, a, day);
  }

  /** What a place has become by the day. */
  becomes(place: PlaceRecord, day: string): PlaceRecord {
    const into = place.mergedInto.find(link => holdsOn(link, day));
    return (into && this.#current(into.id, day)) ?? place;
  }

  #current(id: string, day: string): PlaceRecord | undefined {
    const place = this.#places.get(id);
    return place && this.becomes(place, day);
  }

  #named(code: PlaceCode, { day, mode }: PlaceQuestion): readonly PlaceRecord[] {
    for (const meaning of meaningsOf(code)) {
      const carrying = (this.#carrying.get(placeKey.code(meaning)) ?? []).filter(each => holdsOn(each.code, day));
      const used = carrying.filter(each => each.code.standing === 'USAGE');
      const listed = carrying.filter(each => each.code.standing !== 'USAGE');
      const meant = mode === 'AIR' || used.length === 0 ? listed : used;
      if (meant.length > 0) return distinct(meant.map(({ place }) => this.becomes(place, day)));
    }
    return [];
  }
}

function distinct(places: readonly PlaceRecord[]): PlaceRecord[] {
  return [...new Set(places)].sort((a, b) => (a.id < b.id ? -1 : 1));
}
