import type { SliceName } from '../consignment/consignment-document.ts';
import {
  MEMBERS_OF_PARTS,
  PART_NAMES,
  type PartName,
  type StoredParts,
  sliceOfParts,
} from '../consignment/slice-parts.ts';
import { Doubt } from '../projection/doubt.ts';

/** So many consignments are looked at before less than everything is read of one. */
const OBSERVED = 8;
const ALL: ReadonlySet<PartName> = new Set(PART_NAMES);

/**
 * What a query reads of consignments, learnt by watching it: the slices, their parts, and whether it looks at their voyages and trains. What
 * turns out to be read all the same is left to the ordinary way that once, and is read from then on.
 */
export class WantedParts {
  readonly slices = new Set<SliceName>();
  readsJourneys = false;
  #parts: ReadonlySet<PartName> = new Set();
  #observed = 0;
  readonly #without = new WeakMap<ReadonlySet<PartName>, PropertyDescriptorMap>();

  get isLearning(): boolean {
    return this.#observed < OBSERVED;
  }

  /** What of a slice is to be read now. */
  get parts(): ReadonlySet<PartName> {
    return this.isLearning ? ALL : this.#parts;
  }

  /** A slice of which these parts were asked for: their members are noticed while they are learnt, those of others are missed. */
  sliceOf(name: SliceName, parts: StoredParts, asked: ReadonlySet<PartName>): object {
    this.slices.add(name);
    if (name !== 'consignment') return parts.body as object;
    const slice = sliceOfParts(parts);
    if (asked !== ALL) return Object.defineProperties(slice, this.#missing(asked));
    if (this.isLearning)
      for (const part of PART_NAMES) for (const member of MEMBERS_OF_PARTS[part]) this.#watch(slice, member, part);
    return slice;
  }

  /** One more consignment was written. */
  seen(): void {
    this.#observed++;
  }

  #watch(slice: object, member: string, part: PartName): void {
    if (!(member in slice)) return;
    const value = (slice as Record<string, unknown>)[member];
    const get = () => {
      this.#reads(part);
      return value;
    };
    Object.defineProperty(slice, member, { enumerable: true, get });
  }

  #reads(part: PartName): void {
    if (!this.#parts.has(part)) this.#parts = new Set([...this.#parts, part]);
  }

  /** Of parts that were not asked for: whoever looks at one, or at all there is, is told so. */
  #missing(asked: ReadonlySet<PartName>): PropertyDescriptorMap {
    const known = this.#without.get(asked) ?? this.#withoutOthers(asked);
    this.#without.set(asked, known);
    return known;
  }

  #withoutOthers(asked: ReadonlySet<PartName>): PropertyDescriptorMap {
    const without: PropertyDescriptorMap = {};
    for (const part of PART_NAMES.filter(each => !asked.has(each))) {
      const get = () => {
        this.#reads(part);
        throw new Doubt('unread');
      };
      for (const member of MEMBERS_OF_PARTS[part]) without[member] = { enumerable: true, get };
    }
    return without;
  }
}
