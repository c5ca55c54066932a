import DataLoader from 'dataloader';
import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';
import { keyBeside } from './moment-key.ts';
import { allSoon, type Soon, soon } from './soon.ts';
import type { WantedParts } from './wanted-parts.ts';

/** Slices by `consignment/slice`, one statement for all that are asked in a moment; what was loaded is there at once. */
export class SliceLoader {
  readonly #loader: DataLoader<string, unknown>;
  readonly #there = new Map<string, unknown>();

  constructor(load: (keys: readonly string[]) => Promise<unknown[]>) {
    this.#loader = new DataLoader(load);
  }

  load(key: string): Soon<unknown> {
    if (this.#there.has(key)) return this.#there.get(key);
    return this.#loader.load(key).then(slice => {
      this.#there.set(key, slice);
      return slice;
    });
  }

  clearAll(): void {
    this.#loader.clearAll();
    this.#there.clear();
  }
}

interface Preparing {
  readonly slices: SliceLoader;
  readonly journeys: (keys: readonly string[]) => Soon<unknown>;
}

/** The slices that are looked at, then the voyages and trains that they name. */
export function prepare(
  id: string,
  { slices: names, readsJourneys }: WantedParts,
  { slices, journeys }: Preparing,
): Soon<unknown> {
  const loaded = allSoon([...names].map(name => slices.load(`${id}/${name}`)));
  if (!readsJourneys) return loaded;
  return soon(loaded, () =>
    soon(slices.load(`${id}/consignment`), slice => {
      const keys = ((slice as ConsignmentSlice | undefined)?.legs ?? []).flatMap(leg => leg.journeys);
      return keys.length === 0 ? undefined : journeys(keys.map(key => keyBeside(key, id)));
    }),
  );
}
