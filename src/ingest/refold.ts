import type { KnownFact } from '../consignment/known-fact.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { Sql } from '../store/database.ts';
import { factIdsOf, staleAmong, staleConsignments } from '../store/derived-rows.ts';
import { factIdsQuoting, factsById } from '../store/fact-store.ts';
import { type StaleJourney, staleJourneys, staleJourneysAmong } from '../store/journey-store.ts';
import { loadJourney } from './load-journeys.ts';
import { recordMessages } from './record-message.ts';
import type { RefoldDemand } from './refold-demand.ts';

/** So many are looked up at a time; each is folded in a transaction of its own, so that feeds never wait long. */
const BATCH = 50;

/**
 * Folds again, online, the documents that an older version of the fold wrote, or that something changed since (law 1.6): as if their facts
 * had just come, under the same locks. What that changes is told as any change is. What somebody asks for meanwhile comes first. Answers how
 * many it folded.
 */
export async function refoldStale(
  sql: Sql,
  isStopped: () => boolean,
  now: () => Date,
  demand?: RefoldDemand,
): Promise<number> {
  const asked = async () => (demand ? refoldAsked(sql, demand, isStopped, now) : 0);
  const consignments = await eachStale(
    async after => (await staleConsignments(sql, FOLD_VERSION, after, BATCH)).map(id => ({ id })),
    ({ id }) => refoldConsignment(sql, id, now()),
    { isStopped, asked },
  );
  const journeys = await eachStale(
    after => staleJourneys(sql, FOLD_VERSION, after, BATCH),
    each => refoldJourney(sql, each, now()),
    { isStopped, asked },
  );
  return consignments + journeys;
}

/** Folds again what readers had to fold for themselves. */
export async function refoldAsked(
  sql: Sql,
  demand: RefoldDemand,
  isStopped: () => boolean,
  now: () => Date,
): Promise<number> {
  const { consignments, journeys } = demand.take();
  if (consignments.length + journeys.length === 0) return 0;
  const [stale, staleToo] = await Promise.all([
    staleAmong(sql, FOLD_VERSION, consignments),
    staleJourneysAmong(sql, FOLD_VERSION, journeys),
  ]);
  const folds = [
    ...stale.map(id => () => refoldConsignment(sql, id, now())),
    ...staleToo.map(each => () => refoldJourney(sql, each, now())),
  ];
  let folded = 0;
  for (const fold of folds) {
    if (isStopped()) break;
    await fold();
    folded++;
  }
  return folded;
}

interface Turn {
  readonly isStopped: () => boolean;
  /** Folds what is asked for; answers how many that was. */
  readonly asked: () => Promise<number>;
}

async function eachStale<T extends { readonly id: string }>(
  next: (after: string | undefined) => Promise<readonly T[]>,
  fold: (each: T) => Promise<void>,
  { isStopped, asked }: Turn,
): Promise<number> {
  let folded = 0;
  let after: string | undefined;
  for (;;) {
    const batch = await next(after);
    for (const each of batch) {
      folded += await asked();
      if (isStopped()) return folded;
      await fold(each);
      folded++;
    }
    after = batch.at(-1)?.id;
    if (after === undefined) return folded;
  }
}

async function refoldConsignment(sql: Sql, id: string, now: Date): Promise<void> {
  await foldAgain(sql, await factsById(sql, await factIdsOf(sql, id)), now);
}

async function refoldJourney(sql: Sql, { key }: StaleJourney, now: Date): Promise<void> {
  if (key === null) return;
  const read = async (keys: readonly string[]) => factsById(sql, await factIdsQuoting(sql, keys));
  await foldAgain(sql, (await loadJourney(read, key, [], new Set())).facts, now);
}

async function foldAgain(sql: Sql, facts: readonly KnownFact[], now: Date): Promise<void> {
  const [first] = facts;
  if (first) await recordMessages(sql, [{ messageId: first.messageId, facts, isFirst: true }], now);
}
