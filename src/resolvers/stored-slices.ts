import DataLoader from 'dataloader';
import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import { readSlices } from '../store/consignment-reader.ts';
import type { Sql } from '../store/database.ts';
import type { LookUpBatches } from '../store/look-up-batches.ts';
import type { PresentGraph } from '../store/present-graph.ts';
import { momentOf } from './moment-key.ts';
import type { PastLoaders } from './past-loaders.ts';
import { readTogether } from './read-together.ts';
import type { WantedParts } from './wanted-parts.ts';

/** Slices by `consignment/slice`, nothing cut off yet. */
export interface StoredSlices {
  read(keys: readonly string[]): Promise<unknown[]>;
  clearAll(): void;
}

/** How slices are read of which only parts are wanted, together with what other requests read. */
export interface PartReading {
  readonly lookUps: LookUpBatches;
  readonly wanted: WantedParts;
}

/** As stored; of a moment, or where another version of the fold wrote it, as the facts give it. A consignment is folded once a request. */
export function storedSlices(sql: Sql, past: PastLoaders, present: PresentGraph, reading?: PartReading): StoredSlices {
  const now = new DataLoader<string, ConsignmentDocument | undefined>(async ids => {
    const found = await present.documents(ids);
    return ids.map(id => found.get(id));
  });
  const kept = reading ? (keys: readonly string[]) => readWanted(reading, keys) : readTogether(sql, readStored);
  return {
    read: async keys => {
      const stored = await kept(keys.filter(key => momentOf(key) === undefined));
      return Promise.all(
        keys.map(async key => {
          const body = stored.get(key);
          const { id, slice } = splitSliceKey(key);
          if (momentOf(key) !== undefined) return (await past.document(id))?.[slice];
          return body === null ? (await now.load(id))?.[slice] : body;
        }),
      );
    },
    clearAll: () => now.clearAll(),
  };
}

async function readWanted({ lookUps, wanted }: PartReading, keys: readonly string[]): Promise<Map<string, unknown>> {
  const { parts: asked } = wanted;
  const found = await Promise.all(keys.map(key => lookUps.parts({ ...splitSliceKey(key), parts: asked })));
  const pairs = keys.map((key, i): [string, unknown] => {
    const parts = found[i];
    return [key, parts ? wanted.sliceOf(splitSliceKey(key).slice, parts, asked) : parts];
  });
  return new Map(pairs.filter(([, slice]) => slice !== undefined));
}

const readStored = (sql: Sql, keys: readonly string[]) => readSlices(sql, keys.map(splitSliceKey));

export function splitSliceKey(key: string) {
  const end = key.indexOf('/');
  return { id: key.slice(0, end), slice: key.slice(end + 1) as SliceName };
}
