import { numberOf } from '../linking/assign-ids.ts';
import { anchorsOf } from '../store/consignment-store.ts';
import type { Sql } from '../store/database.ts';
import { messagesOfFacts } from '../store/fact-store.ts';
import { journeyIdsUnder } from '../store/journey-reader.ts';
import type { PastConsignment, PastGraph } from '../store/past-graph.ts';
import { closureAround, type FoldSource, foldAround, foldCacheOf, foldJourney } from './fold-around.ts';

/** Folds the past from the facts known at a position, by the very closures by which the tables are written (law 1.4). */
export function pastGraph(sql: Sql): PastGraph {
  const cache = foldCacheOf(sql);
  const at = (position: number): FoldSource => ({ sql, position, cache });
  return {
    consignment: (id, position) => pastConsignment(sql, at(position), id),
    quoting: async (keys, position) => (await foldAround(at(position), keys)).consignments,
    journey: (key, position) => pastJourney(sql, at(position), key),
    messages: (id, from, to) => messagesOf(sql, at, id, { from, to }),
  };
}

async function pastConsignment(sql: Sql, source: FoldSource, id: string): Promise<PastConsignment | undefined> {
  const anchors = await anchorsOf(sql, id);
  const { consignments, becameOf } = await foldAround(source, anchors.map(numberOf));
  const [successor] = [...becameOf(id)].sort();
  return consignments.find(each => each.id === id) ?? consignments.find(each => each.id === successor);
}

async function pastJourney(sql: Sql, source: FoldSource, key: string) {
  const folded = await foldJourney(source, key);
  const [id] = folded ? await journeyIdsUnder(sql, folded.keys) : [];
  return folded && id !== undefined ? { id, document: folded.document } : undefined;
}

/** What bears on a consignment is whatever its closure could move, at the end of the time asked for or at its beginning. */
async function messagesOf(
  sql: Sql,
  at: (position: number) => FoldSource,
  id: string,
  { from, to }: { from: number; to: number },
) {
  const keys = (await anchorsOf(sql, id)).map(numberOf);
  const closures = await Promise.all([from, to].map(position => closureAround(at(position), keys)));
  const bearing = new Set(closures.flatMap(({ touched }) => [...touched]));
  return messagesOfFacts(sql, [...bearing], { from, to });
}
