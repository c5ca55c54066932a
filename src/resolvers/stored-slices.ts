import DataLoader from 'dataloader';
import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import { readSlices } from '../store/consignment-reader.ts';
import type { Sql } from '../store/database.ts';
import type { PresentGraph } from '../store/present-graph.ts';
import { momentOf } from './moment-key.ts';
import type { PastLoaders } from './past-loaders.ts';
import { readTogether } from './read-together.ts';

/** Slices by `consignment/slice`, nothing cut off yet. */
export interface StoredSlices {
  read(keys: readonly string[]): Promise<unknown[]>;
  clearAll(): void;
}

/** As stored; of a moment, or where another version of the fold wrote it, as the facts give it. A consignment is folded once a request. */
export function storedSlices(sql: Sql, past: PastLoaders, present: PresentGraph): StoredSlices {
  const now = new DataLoader<string, ConsignmentDocument | undefined>(async ids => {
    const found = await present.documents(ids);
    return ids.map(id => found.get(id));
  });
  const kept = readTogether(sql, readStored);
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

const readStored = (sql: Sql, keys: readonly string[]) => readSlices(sql, keys.map(splitSliceKey));

export function splitSliceKey(key: string) {
  const end = key.indexOf('/');
  return { id: key.slice(0, end), slice: key.slice(end + 1) as SliceName };
}
