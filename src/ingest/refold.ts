import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { Sql } from '../store/database.ts';
import { factIdsOf, markFolded, staleConsignments } from '../store/derived-rows.ts';
import { factsById } from '../store/fact-store.ts';
import { recordMessages } from './record-message.ts';

/** So many are looked up at a time; each is folded in a transaction of its own, so that feeds never wait long. */
const BATCH = 50;

/**
 * Folds again, online, the documents that an older version of the fold wrote (law 1.6): as if their facts had just come, under the same
 * locks. What that changes is told as any change is. Answers how many it folded.
 */
export async function refoldStale(sql: Sql, isStopped: () => boolean, now: () => Date): Promise<number> {
  let folded = 0;
  let after: string | undefined;
  for (;;) {
    const ids = await staleConsignments(sql, FOLD_VERSION, after, BATCH);
    for (const id of ids) {
      if (isStopped()) return folded;
      await refold(sql, id, now());
      folded++;
    }
    after = ids.at(-1);
    if (after === undefined) return folded;
  }
}

async function refold(sql: Sql, id: string, now: Date): Promise<void> {
  const facts = await factsById(sql, await factIdsOf(sql, id));
  const [first] = facts;
  if (first) await recordMessages(sql, [{ messageId: first.messageId, facts, isFirst: true }], now);
  await markFolded(sql, id, FOLD_VERSION);
}
