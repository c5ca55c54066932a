import { judgeFacts } from '../consignment/effective-facts.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { journeyKeys } from '../consignment/project-events.ts';
import { projectJourney } from '../consignment/project-journey.ts';
import type { TransactionSql } from '../store/database.ts';
import { appendToLog } from '../store/event-log.ts';
import { factsQuoting } from '../store/fact-store.ts';
import { consignmentsOnJourney, journeyDocuments, journeysByKey, writeJourney } from '../store/journey-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { logRow } from './log-rows.ts';

/** Folds the voyages and trains that the facts quote, and tells each consignment on them what their conveyance did. */
export async function writeJourneys(sql: TransactionSql, seeds: readonly KnownFact[], now: Date): Promise<void> {
  const done = new Set<string>();
  const stating = seeds.filter(isAboutJourney);
  for (const key of [...new Set(stating.flatMap(known => journeyKeys(known.fact)))].sort()) {
    if (done.has(key)) continue;
    for (const each of await writeJourneyOf(sql, key, now)) done.add(each);
  }
}

/** What a consignment that newly travels on a journey has missed: the events of its conveyance so far. */
export async function tellNewTravellers(
  sql: TransactionSql,
  travellers: readonly { readonly id: string; readonly keys: readonly string[] }[],
  now: Date,
): Promise<void> {
  const documents = await journeyDocuments(sql, [...new Set(travellers.flatMap(each => each.keys))]);
  const rows = travellers.flatMap(({ id, keys }) =>
    documents
      .filter(document => document.keys.some(key => keys.includes(key)))
      .flatMap(document => document.events.map(event => logRow(id, event))),
  );
  await appendToLog(sql, rows, now);
}

/** A box event quotes its voyage without saying anything about the vessel. */
function isAboutJourney({ fact }: KnownFact): boolean {
  return fact.kind === 'TRANSPORT_CALL' || (fact.kind === 'EVENT' && fact.subject === 'TRANSPORT');
}

async function writeJourneyOf(sql: TransactionSql, key: string, now: Date): Promise<readonly string[]> {
  const { facts, keys } = await journeyFacts(sql, key);
  const known = await journeysByKey(sql, keys);
  const [oldest, ...others] = [...new Set(known.map(each => each.id))].sort();
  const judged = judgeFacts(facts);
  const document = projectJourney(judged);
  await writeJourney(sql, oldest ?? uuidv7(), document, others, now);
  const aboard = await consignmentsOnJourney(sql, keys);
  await appendToLog(
    sql,
    aboard.flatMap(id => document.events.map(event => logRow(id, event))),
    now,
  );
  return keys;
}

/** Every fact of one journey under all its keys: a schedule that states IMO and call sign joins what quoted either. */
async function journeyFacts(sql: TransactionSql, key: string): Promise<{ facts: KnownFact[]; keys: string[] }> {
  const facts = new Map<string, KnownFact>();
  const keys = new Set<string>();
  let edge = [key];
  while (edge.length > 0) {
    for (const each of edge) keys.add(each);
    const found = (await factsQuoting(sql, edge)).filter(isAboutJourney);
    for (const known of found) facts.set(known.id, known);
    edge = [...new Set(found.flatMap(sameJourney))].filter(each => !keys.has(each));
  }
  return { facts: [...facts.values()], keys: [...keys].sort() };
}

/**
 * Keys of one fact are one journey when they name the same voyage number of one vessel in two ways. A call's import and export voyage are
 * two journeys, and stay two.
 */
function sameJourney(known: KnownFact): string[] {
  const keys = journeyKeys(known.fact);
  if (known.fact.kind !== 'TRANSPORT_CALL') return [];
  const numbers = new Map<string, string[]>();
  for (const key of keys) {
    const number = key.slice(key.lastIndexOf('/') + 1);
    numbers.set(number, [...(numbers.get(number) ?? []), key]);
  }
  return [...numbers.values()].filter(each => each.length > 1).flat();
}
