import type { KnownFact } from '../consignment/known-fact.ts';
import type { PlaceLineage } from '../consignment/place-lineage.ts';
import type { PlaceCode } from '../messages/claims.ts';
import type { Fact } from '../messages/fact.ts';
import { lineageIn } from '../places/lineage-in.ts';
import { meaningsOf, placeKey } from '../places/place-key.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import type { PlaceEdition } from '../store/place-changes.ts';
import type { PlaceTables } from '../store/place-tables.ts';

/** What the tables of places of an edition say of the places that the facts name. */
export async function knownLineage(
  sql: Sql | TransactionSql,
  tables: PlaceTables,
  edition: PlaceEdition,
  facts: Iterable<KnownFact>,
): Promise<PlaceLineage> {
  const keys = new Set<string>();
  for (const { fact } of facts) for (const key of keysOf(fact)) keys.add(key);
  return lineageIn(await tables.book(sql, edition, [...keys]));
}

/** A fact never changes: its places are looked for once. */
const keysOfFact = new WeakMap<Fact, readonly string[]>();

function keysOf(fact: Fact): readonly string[] {
  const known = keysOfFact.get(fact);
  if (known) return known;
  const keys = [...new Set(codesIn(fact).flatMap(meaningsOf))].map(placeKey.code);
  keysOfFact.set(fact, keys);
  return keys;
}

/** A stacking position is in no table. */
function codesIn(value: unknown): PlaceCode[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if ('codes' in value && Array.isArray(value.codes))
    return (value.codes as PlaceCode[]).filter(code => code.scheme !== 'YARD');
  return Object.values(value).flatMap(codesIn);
}
