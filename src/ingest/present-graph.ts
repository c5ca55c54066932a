import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { anchorsOf } from '../store/consignment-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import type { KeptJourney, StoredJourney } from '../store/journey-reader.ts';
import { notFolded, type PresentGraph } from '../store/present-graph.ts';
import { type FoldSource, foldAround, foldCacheOf, foldJourney } from './fold-around.ts';
import type { RefoldDemand } from './refold-demand.ts';

/** Folds at read, and asks that what it had to fold be written soon. */
export function presentGraph(sql: Sql | TransactionSql, demand?: RefoldDemand): PresentGraph {
  const source: FoldSource = { sql, cache: foldCacheOf(sql) };
  return {
    documents: async ids => {
      demand?.consignments(ids);
      return new Map(await Promise.all(ids.map(async id => [id, await presentDocument(source, id)] as const)));
    },
    journeys: async kept => {
      const all = new Map([...kept.values()].map(each => [each.id, each]));
      demand?.journeys([...all.values()].filter(each => each.document === null).map(each => each.id));
      const whole = new Map(
        await Promise.all([...all].map(async ([id, each]) => [id, await presentJourney(source, each)] as const)),
      );
      return new Map([...kept].flatMap(([key, { id }]) => entryOf(key, whole.get(id))));
    },
  };
}

async function presentDocument(source: FoldSource, id: string): Promise<ConsignmentDocument> {
  const anchors = await anchorsOf(source.sql, id);
  const { consignments } = await foldAround(source, anchors.map(numberOf));
  const found = consignments.find(each => each.id === id);
  if (!found) throw notFolded();
  return found.document;
}

async function presentJourney(source: FoldSource, { id, document, key }: KeptJourney): Promise<StoredJourney> {
  if (document !== null) return { id, document };
  const folded = key === null ? undefined : await foldJourney(source, key);
  if (!folded) throw notFolded();
  return { id, document: folded.document };
}

function entryOf<K, V>(key: K, value: V | undefined): [K, V][] {
  return value === undefined ? [] : [[key, value]];
}
