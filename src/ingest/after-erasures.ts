import type { KnownFact } from '../consignment/known-fact.ts';
import { splitPersonal } from '../messages/personal-data.ts';
import type { Sql } from '../store/database.ts';
import { erasedAmong } from '../store/erasure-store.ts';
import type { FactCache } from '../store/fact-cache.ts';
import { vaultOf } from '../store/vault.ts';
import type { Change } from './load-closure.ts';

/** Something was erased while facts of it may have been in memory: begin again without it. */
export class ErasedMeanwhile extends Error {}

/**
 * A change as it may be told after an erasure: what is held in memory of messages that are erased loses what is personal, or a document
 * would keep what no fact says any more.
 */
export async function afterErasures(sql: Sql, change: Change, cache: FactCache, erasure: number): Promise<Change> {
  if (erasure === 0) return change;
  if (erasure > cache.erasure) vaultOf(sql).forget();
  cache.erasedUpTo(erasure);
  const held = [...change.added, ...change.replaced];
  const erased = await erasedAmong(sql, [...new Set(held.map(each => each.messageId))]);
  const spare = (known: KnownFact) =>
    erased.has(known.messageId) ? { ...known, fact: splitPersonal(known.fact).kept } : known;
  return erased.size === 0 ? change : { added: change.added.map(spare), replaced: change.replaced.map(spare) };
}
