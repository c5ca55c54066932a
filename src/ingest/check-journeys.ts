import { canonicalJson } from '../consignment/canonical-json.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { PlaceLineage } from '../consignment/place-lineage.ts';
import type { TransactionSql } from '../store/database.ts';
import { factIdsQuoting, factsById } from '../store/fact-store.ts';
import { journeysToCheck, keysWithoutJourney } from '../store/journey-store.ts';
import type { FactReader } from './fact-loader.ts';
import { loadJourney } from './load-journeys.ts';
import { journeyDocument } from './write-journeys.ts';

/** Voyages and trains whose stored documents the facts do not give, by hub id; those that facts give and nobody stored, by key. */
export async function checkJourneys(
  sql: TransactionSql,
  lineage: (facts: readonly KnownFact[]) => Promise<PlaceLineage>,
): Promise<string[]> {
  const read: FactReader = async keys => factsById(sql, await factIdsQuoting(sql, keys));
  const wrong: string[] = [];
  for (const { id, document } of await journeysToCheck(sql)) {
    const [key = ''] = document.keys;
    const journey = await loadJourney(read, key, [], new Set());
    const folded = journeyDocument(journey, await lineage(journey.facts));
    if (canonicalJson(folded) !== canonicalJson(document)) wrong.push(id);
  }
  return [...wrong, ...(await keysWithoutJourney(sql))];
}
