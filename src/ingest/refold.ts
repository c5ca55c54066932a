import type { KnownFact } from '../consignment/known-fact.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { Sql } from '../store/database.ts';
import { factIdsOf, markFolded, staleConsignments } from '../store/derived-rows.ts';
import { factIdsQuoting, factsById } from '../store/fact-store.ts';
import { staleJourneys } from '../store/journey-store.ts';
import { loadJourney } from './load-journeys.ts';
import { recordMessages } from './record-message.ts';

/** So many are looked up at a time; each is folded in a transaction of its own, so that feeds never wait long. */
const BATCH = 50;

/**
 * Folds again, online, the documents that an older version of the fold wrote, or other tables of places (law 1.6): as if their facts had
 * just come, under the same locks. What that changes is told as any change is. Answers how many it folded.
 */
export async function refoldStale(sql: Sql, isStopped: () => boolean, now: () => Date): Promise<number> {
  const consignments = await eachStale(
    after => staleConsignments(sql, FOLD_VERSION, after, BATCH),
    id => refoldConsignment(sql, id, now()),
    isStopped,
  );
  const keysOf = new Map<string, readonly string[]>();
  const journeys = await eachStale(
    async after => {
      const stale = await staleJourneys(sql, FOLD_VERSION, after, BATCH);
      for (const { id, keys } of stale) keysOf.set(id, keys);
      return stale.map(each => each.id);
    },
    id => refoldJourney(sql, keysOf.get(id) ?? [], now()),
    isStopped,
  );
  return consignments + journeys;
}

async function eachStale(
  next: (after: string | undefined) => Promise<readonly string[]>,
  fold: (id: string) => Promise<void>,
  isStopped: () => boolean,
): Promise<number> {
  let folded = 0;
  let after: string | undefined;
  for (;;) {
    const ids = await next(after);
    for (const id of ids) {
      if (isStopped()) return folded;
      await fold(id);
      folded++;
    }
    after = ids.at(-1);
    if (after === undefined) return folded;
  }
}

async function refoldConsignment(sql: Sql, id: string, now: Date): Promise<void> {
  await foldAgain(sql, await factsById(sql, await factIdsOf(sql, id)), now);
  await markFolded(sql, id, FOLD_VERSION);
}

async function refoldJourney(sql: Sql, [key]: readonly string[], now: Date): Promise<void> {
  if (key === undefined) return;
  const read = async (keys: readonly string[]) => factsById(sql, await factIdsQuoting(sql, keys));
  await foldAgain(sql, (await loadJourney(read, key, [], new Set())).facts, now);
}

async function foldAgain(sql: Sql, facts: readonly KnownFact[], now: Date): Promise<void> {
  const [first] = facts;
  if (first) await recordMessages(sql, [{ messageId: first.messageId, facts, isFirst: true }], now);
}
