import type { KnownFact } from '../consignment/known-fact.ts';
import { takeLocks } from '../store/advisory-locks.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { insertFacts, setLinkStates } from '../store/fact-store.ts';
import { finishMessage, type MessageOutcome } from '../store/message-store.ts';
import { foldClosure } from './fold-closure.ts';
import { type Closure, loadClosure } from './load-closure.ts';
import { writeConsignments } from './write-consignments.ts';
import { writeJourneys } from './write-journeys.ts';

/** The closure grew between reading it and locking it: begin again with the larger one. */
class ClosureGrew extends Error {}

const ATTEMPTS = 20;

/**
 * Records what a message says, in one transaction (house: one message's walk): lock the closure in sorted order before any write, read it again,
 * and where it grew meanwhile roll back and retry; then facts, links, folds and events together, or nothing.
 */
export async function recordMessage(
  sql: Sql,
  messageId: string,
  facts: readonly KnownFact[],
  outcome: MessageOutcome,
  now: Date,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const expected = await loadClosure(sql, facts);
    try {
      await sql.begin(transaction => recordLocked(transaction, messageId, facts, expected, outcome, now));
      return;
    } catch (error) {
      if (!(error instanceof ClosureGrew) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function recordLocked(
  sql: TransactionSql,
  messageId: string,
  facts: readonly KnownFact[],
  expected: Closure,
  outcome: MessageOutcome,
  now: Date,
): Promise<void> {
  await takeLocks(sql, [...expected.keys, ...journeyLocks(facts)]);
  const closure = await loadClosure(sql, facts);
  if ([...closure.keys].some(key => !expected.keys.has(key))) throw new ClosureGrew();
  await insertFacts(sql, facts, now);
  const folded = foldClosure(closure);
  await writeConsignments(sql, folded, messageId, now);
  await writeJourneys(sql, facts, now);
  await setLinkStates(sql, folded.linkStates);
  await finishMessage(sql, messageId, outcome);
}

/** Journeys are written by whoever holds their key; the lock stands in the same sorted order as the others. */
function journeyLocks(facts: readonly KnownFact[]): string[] {
  return facts.flatMap(known =>
    known.fact.references
      .filter(each => each.scheme === 'VOYAGE' || each.scheme === 'TRAIN')
      .map(each => `JOURNEY|${each.scheme}|${each.value}`),
  );
}
