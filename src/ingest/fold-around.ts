import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { linkFacts } from '../linking/link-facts.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { lastErasure } from '../store/erasure-store.ts';
import { FactCache } from '../store/fact-cache.ts';
import { cachedFacts, factIdsConnected, factIdsQuoting } from '../store/fact-store.ts';
import type { PastConsignment } from '../store/past-graph.ts';
import { placeEdition } from '../store/place-changes.ts';
import { PlaceTables } from '../store/place-tables.ts';
import { FOLLOWED_SCHEMES } from './closure-keys.ts';
import type { FactReader } from './fact-loader.ts';
import { identifyConsignments, possibleAnchors } from './identify-consignments.ts';
import { knownLineage } from './known-lineage.ts';
import { loadClosure } from './load-closure.ts';
import { loadJourney } from './load-journeys.ts';
import { journeyDocument } from './write-journeys.ts';

/** Of which facts something is folded: those known at a position; absent: all. */
export interface FoldSource {
  readonly sql: Sql | TransactionSql;
  readonly position?: number | undefined;
  readonly cache: FoldCache;
}

/** What never changes, once read, so that it serves the next as well; until something is erased (law 1.6). */
export interface FoldCache {
  readonly facts: FactCache;
  readonly places: PlaceTables;
}

const caches = new WeakMap<Sql | TransactionSql, FoldCache>();

export function foldCacheOf(sql: Sql | TransactionSql): FoldCache {
  const cache = caches.get(sql) ?? { facts: new FactCache(), places: new PlaceTables() };
  caches.set(sql, cache);
  return cache;
}

async function readerOf({ sql, position, cache }: FoldSource): Promise<FactReader> {
  cache.facts.erasedUpTo(await lastErasure(sql));
  return async (keys, reach) => {
    const ids =
      reach === 'QUOTING'
        ? factIdsQuoting(sql, keys, position)
        : factIdsConnected(sql, keys, FOLLOWED_SCHEMES, position);
    return cachedFacts(sql, await ids, cache.facts);
  };
}

/** What the tables of places said then. */
async function lineageOf({ sql, position, cache }: FoldSource, facts: readonly KnownFact[]) {
  return knownLineage(sql, cache.places, await placeEdition(sql, position), facts);
}

export async function closureAround(source: FoldSource, keys: readonly string[]) {
  const read = await readerOf(source);
  const seeds = await read(keys, 'QUOTING');
  return loadClosure(read, { added: seeds, replaced: [] });
}

/** The consignments around some numbers, with the ids that they had; ids that stood for nothing any more, with what these had become. */
export async function foldAround(source: FoldSource, keys: readonly string[]) {
  const closure = await closureAround(source, keys);
  const linking = linkFacts(closure.facts);
  const whole = linking.consignments
    .filter(each => each.identifiers.every(id => closure.keys.has(numberOf(id))))
    .map(linked => ({ linked }));
  const anchors = possibleAnchors(closure.facts, closure.keys);
  const { identified, assignment } = await identifyConsignments(source.sql, linking, whole, anchors);
  const known = identified.filter(each => assignment.ids.has(each.linked.name));
  const named = new Map(known.map(each => [each.linked.name, each.id]));
  const becameOf = (id: string) => new Set((assignment.retired.get(id) ?? []).flatMap(name => named.get(name) ?? []));
  const lineage = await lineageOf(source, closure.facts);
  const consignments = known.map(
    ({ id, linked }): PastConsignment => ({
      id,
      document: projectConsignment(linked.facts, { ...linked, lineageOf: lineage }),
    }),
  );
  return { consignments, becameOf };
}

/** The voyage or train that a key led to, with all its keys; undefined where no fact is about it. */
export async function foldJourney(source: FoldSource, key: string) {
  const changed = await loadJourney(await readerOf(source), key, [], new Set());
  if (changed.facts.length === 0) return undefined;
  return { keys: changed.keys, document: journeyDocument(changed, await lineageOf(source, changed.facts)) };
}
