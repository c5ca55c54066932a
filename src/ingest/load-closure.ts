import type { KnownFact } from '../consignment/known-fact.ts';
import { statementReference } from '../store/fact-store.ts';
import { quotesNoPaper, quotesTrainAlone } from './closure-keys.ts';
import { FactLoader, type FactReader } from './fact-loader.ts';

/** All facts that bear on what a message changes, old and new. */
export interface Closure {
  readonly facts: readonly KnownFact[];
  /** Those of them that were known before the change. */
  readonly stored: ReadonlySet<string>;
  /** By what these were found: they are all the facts in force that quote any of it. */
  readonly asked: ReadonlySet<string>;
  /** Strong keys of the consignments that can change: all their facts are here, so that they may be written. */
  readonly keys: ReadonlySet<string>;
  /** What must be locked: those, and the boxes and trains by which the message reaches them. */
  readonly locks: ReadonlySet<string>;
  /** Facts whose place can change, with the retractions that go where they go. */
  readonly touched: ReadonlySet<string>;
}

/** What a message changes: facts that it adds, and facts of an earlier reading that it replaces. */
export interface Change {
  readonly added: readonly KnownFact[];
  readonly replaced: readonly KnownFact[];
}

/**
 * The closure of a change. Papers hang together to the end: a house bill bears on its master's other houses, a declaration on every bill
 * that it covers. What that touches can move the trips of its boxes, and so every fact that names one of those boxes, and so
 * the consignments that use them: those may change. To fold these right, the other users of *their* boxes are read as well, and
 * the events of their trains, not the other notes on them.
 */
export async function loadClosure(read: FactReader, { added, replaced }: Change): Promise<Closure> {
  const loader = new FactLoader(read, new Set(replaced.map(known => known.id)));
  for (const known of added) loader.add(known);
  const seeds = [...added, ...replaced];
  const of = (facts: Iterable<KnownFact>, kind: 'strong' | 'weak' | 'trains') =>
    [...facts].flatMap(known => loader.keysOf(known)[kind]);
  await loader.quoting([...of(seeds, 'strong'), ...of(seeds, 'weak'), ...of(seeds, 'trains')]);
  const stated = await loader.component([...added, ...(await loader.quoting(of(replaced, 'strong')))]);
  const aboard = await loader.quoting(of([...stated, ...replaced].filter(quotesTrainAlone), 'trains'));
  const own = await loader.component([...stated, ...aboard]);
  const boxes = [...of(own, 'weak'), ...of(replaced, 'weak')];
  const sharers = await loader.quoting(boxes);
  const loose = looseBoxes(sharers, loader);
  const changing = await loader.component([...own, ...sharers, ...(await loader.quoting(loose))]);
  await loader.quoting(of(changing, 'trains'), 'QUOTING');
  const neighbours = await loader.quoting(of(changing, 'weak'));
  await loader.component([...neighbours, ...(await loader.quoting(looseBoxes(neighbours, loader)))]);
  const trainEvents = (await loader.quoting(of(changing, 'trains'))).filter(quotesTrainAlone);
  const moving = new Set([...own, ...sharers, ...trainEvents]);
  const beside = await loader.quoting([...moving].map(statementReference));
  for (const known of beside) if (known.fact.kind === 'RETRACTION') moving.add(known);
  const keys = new Set([...of(changing, 'strong'), ...of(replaced, 'strong')]);
  return {
    facts: [...loader.facts.values()],
    stored: loader.stored,
    asked: loader.asked,
    keys,
    locks: new Set([...lockedKeys(seeds, changing, replaced, loader), ...boxes, ...loose, ...of(seeds, 'trains')]),
    touched: new Set([...moving].map(known => known.id)),
  };
}

/**
 * A statement is locked where it is new, or where its facts quote no paper. Whoever revises or takes back one that quotes papers finds
 * it stored, and locks those papers.
 */
function lockedKeys(
  seeds: readonly KnownFact[],
  changing: Iterable<KnownFact>,
  replaced: readonly KnownFact[],
  loader: FactLoader,
): string[] {
  const strong = (known: KnownFact) => loader.keysOf(known).strong;
  const papers = (known: KnownFact) => (quotesNoPaper(known) ? strong(known) : strong(known).slice(1));
  return [...seeds.flatMap(strong), ...[...changing, ...replaced].flatMap(papers)];
}

/** A fact that names several boxes and no paper moves from the trip of one to that of another. */
function looseBoxes(facts: readonly KnownFact[], loader: FactLoader): string[] {
  const lines = new Map<string, number>();
  const line = (known: KnownFact) => loader.keysOf(known).strong[0] ?? '';
  for (const known of facts) lines.set(line(known), (lines.get(line(known)) ?? 0) + 1);
  return facts
    .filter(known => quotesNoPaper(known) || (lines.get(line(known)) ?? 0) > 1)
    .flatMap(known => loader.keysOf(known).weak);
}
