import type { KnownFact } from '../consignment/known-fact.ts';
import { journeyKeys, journeyNumber } from '../consignment/project-events.ts';
import { isComposition } from '../consignment/train-wagons.ts';
import { statementReference } from '../store/fact-store.ts';
import type { FactReader } from './fact-loader.ts';
import type { Change } from './load-closure.ts';

/** A voyage or train that a change bears on: its keys, and all facts about it. */
export interface ChangedJourney {
  readonly keys: readonly string[];
  readonly facts: readonly KnownFact[];
}

/** Every journey that the change states something about, or takes something back of, each once. */
export async function loadJourneys(read: FactReader, { added, replaced }: Change): Promise<ChangedJourney[]> {
  const without = new Set(replaced.map(known => known.id));
  const seeds = [...added, ...replaced].filter(bearsOnJourney);
  if (seeds.length === 0) return [];
  const statements = await read(seeds.map(statementReference), 'QUOTING');
  const stating = [...seeds, ...statements].filter(isAboutJourney);
  const found: ChangedJourney[] = [];
  for (const key of [...new Set(stating.flatMap(known => journeyKeys(known.fact)))].sort()) {
    if (!found.some(journey => journey.keys.includes(key))) found.push(await loadJourney(read, key, added, without));
  }
  return found;
}

/** An event may be the revision of one about a journey although it says nothing of a journey itself any more. */
function bearsOnJourney(known: KnownFact): boolean {
  return known.fact.kind === 'RETRACTION' || known.fact.kind === 'EVENT' || isAboutJourney(known);
}

/** A box event quotes its voyage without saying anything about the vessel; one of a train's composition tells of its wagon. */
function isAboutJourney({ fact }: KnownFact): boolean {
  return (
    fact.kind === 'TRANSPORT_CALL' || (fact.kind === 'EVENT' && fact.subject === 'TRANSPORT') || isComposition(fact)
  );
}

/** Every fact of one journey under all its keys: a schedule that states IMO and call sign joins what quoted either. */
export async function loadJourney(
  read: FactReader,
  key: string,
  added: readonly KnownFact[],
  without: ReadonlySet<string>,
): Promise<ChangedJourney> {
  const facts = new Map<string, KnownFact>();
  const keys = new Set<string>();
  let edge = [key];
  while (edge.length > 0) {
    for (const each of edge) keys.add(each);
    const quoting = [...added.filter(known => quotesAny(known, edge)), ...(await read(edge, 'QUOTING'))];
    const found = quoting.filter(known => isAboutJourney(known) && !without.has(known.id));
    for (const known of found) facts.set(known.id, known);
    edge = [...new Set(found.flatMap(known => sameJourney(known, keys)))].filter(each => !keys.has(each));
  }
  for (const known of await revisionsOf(read, [...facts.values()], added))
    if (!without.has(known.id)) facts.set(known.id, known);
  return { facts: [...facts.values()], keys: [...keys].sort() };
}

/** Revisions that name another voyage, and retractions, which name none. */
async function revisionsOf(read: FactReader, facts: readonly KnownFact[], added: readonly KnownFact[]) {
  const statements = new Set(facts.map(statementReference));
  const stored = await read([...statements], 'QUOTING');
  return [...stored, ...added.filter(known => statements.has(statementReference(known)))];
}

function quotesAny(known: KnownFact, keys: readonly string[]): boolean {
  return journeyKeys(known.fact).some(key => keys.includes(key));
}

/**
 * Keys of one fact are one journey when they name the same voyage number of one vessel in two ways. A call's import and export voyage are
 * two journeys, and stay two.
 */
function sameJourney(known: KnownFact, keys: ReadonlySet<string>): string[] {
  const numbers = new Set(
    journeyKeys(known.fact)
      .filter(key => keys.has(key))
      .map(journeyNumber),
  );
  return journeyKeys(known.fact).filter(key => numbers.has(journeyNumber(key)));
}
