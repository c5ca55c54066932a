import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { anchorsOf } from '../store/consignment-store.ts';
import type { Sql } from '../store/database.ts';
import { FactCache } from '../store/fact-cache.ts';
import { cachedFacts, factIdsConnected, factIdsQuoting, messagesOfFacts } from '../store/fact-store.ts';
import { journeysUnder } from '../store/journey-reader.ts';
import type { PastConsignment, PastGraph } from '../store/past-graph.ts';
import { placeEdition } from '../store/place-changes.ts';
import { PlaceTables } from '../store/place-tables.ts';
import { FOLLOWED_SCHEMES } from './closure-keys.ts';
import type { FactReader } from './fact-loader.ts';
import { identifyConsignments, possibleAnchors } from './identify-consignments.ts';
import { knownLineage } from './known-lineage.ts';
import { loadClosure } from './load-closure.ts';
import { loadJourney } from './load-journeys.ts';
import { journeyDocument } from './write-journeys.ts';

/**
 * Folds the past from the facts known at a position, by the very closures by which the tables are written (law 1.4). A fact never
 * changes, so that the facts read for one answer serve the next.
 */
export function pastGraph(sql: Sql): PastGraph {
  const cache = caches.get(sql) ?? { facts: new FactCache(), places: new PlaceTables() };
  caches.set(sql, cache);
  return {
    consignment: (id, position) => pastConsignment(sql, cache, id, position),
    quoting: async (keys, position) => (await around(sql, cache, keys, position)).consignments,
    journey: (key, position) => pastJourney(sql, cache, key, position),
    messages: (id, from, to) => messagesOf(sql, cache, id, { from, to }),
  };
}

/** What never changes, once read. */
interface Cache {
  readonly facts: FactCache;
  readonly places: PlaceTables;
}

const caches = new WeakMap<Sql, Cache>();

/** What the tables of places of then say. */
async function lineageThen(sql: Sql, { places }: Cache, position: number, facts: readonly KnownFact[]) {
  return knownLineage(sql, places, await placeEdition(sql, position), facts);
}

function readerAt(sql: Sql, { facts }: Cache, position: number): FactReader {
  return async (keys, reach) => {
    const ids =
      reach === 'QUOTING'
        ? factIdsQuoting(sql, keys, position)
        : factIdsConnected(sql, keys, FOLLOWED_SCHEMES, position);
    return cachedFacts(sql, await ids, facts);
  };
}

async function closureAround(read: FactReader, keys: readonly string[]) {
  const seeds = await read(keys, 'QUOTING');
  return loadClosure(read, { added: seeds, replaced: [] });
}

/** The consignments around some numbers, with the ids that they had; ids that stood for nothing any more, with what these had become. */
async function around(sql: Sql, cache: Cache, keys: readonly string[], position: number) {
  const closure = await closureAround(readerAt(sql, cache, position), keys);
  const linking = linkFacts(closure.facts);
  const whole = linking.consignments
    .filter(each => each.identifiers.every(id => closure.keys.has(numberOf(id))))
    .map(linked => ({ linked }));
  const anchors = possibleAnchors(closure.facts, closure.keys);
  const { identified, assignment } = await identifyConsignments(sql, linking, whole, anchors);
  const known = identified.filter(each => assignment.ids.has(each.linked.name));
  const named = new Map(known.map(each => [each.linked.name, each.id]));
  const becameOf = (id: string) => new Set((assignment.retired.get(id) ?? []).flatMap(name => named.get(name) ?? []));
  const lineageOf = await lineageThen(sql, cache, position, closure.facts);
  const consignments = known.map(
    ({ id, linked }): PastConsignment => ({ id, document: projectConsignment(linked.facts, { ...linked, lineageOf }) }),
  );
  return { consignments, becameOf };
}

async function pastConsignment(
  sql: Sql,
  cache: Cache,
  id: string,
  position: number,
): Promise<PastConsignment | undefined> {
  const anchors = await anchorsOf(sql, id);
  const { consignments, becameOf } = await around(sql, cache, anchors.map(numberOf), position);
  const [successor] = [...becameOf(id)].sort();
  return consignments.find(each => each.id === id) ?? consignments.find(each => each.id === successor);
}

async function pastJourney(sql: Sql, cache: Cache, key: string, position: number) {
  const changed = await loadJourney(readerAt(sql, cache, position), key, [], new Set());
  if (changed.facts.length === 0) return undefined;
  const [stored] = (await journeysUnder(sql, changed.keys)).values();
  if (!stored) return undefined;
  const lineageOf = await lineageThen(sql, cache, position, changed.facts);
  return { id: stored.id, document: journeyDocument(changed, lineageOf) };
}

/** What bears on a consignment is whatever its closure could move, at the end of the time asked for or at its beginning. */
async function messagesOf(sql: Sql, cache: Cache, id: string, { from, to }: { from: number; to: number }) {
  const keys = (await anchorsOf(sql, id)).map(numberOf);
  const closures = await Promise.all([from, to].map(position => closureAround(readerAt(sql, cache, position), keys)));
  const bearing = new Set(closures.flatMap(({ touched }) => [...touched]));
  return messagesOfFacts(sql, [...bearing], { from, to });
}
