import type { KnownFact } from '../consignment/known-fact.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { factsQuoting } from '../store/fact-store.ts';
import { closureKeys } from './closure-keys.ts';

/** All facts that bear on what a message changes, old and new. */
export interface Closure {
  readonly facts: readonly KnownFact[];
  /** Keys whose facts are all here: what must be locked, and whose consignments may be written. */
  readonly keys: ReadonlySet<string>;
}

class Loader {
  readonly facts = new Map<string, KnownFact>();
  readonly read = new Set<string>();
  readonly followed = new Set<string>();
  readonly #sql: Sql | TransactionSql;

  constructor(sql: Sql | TransactionSql, seeds: readonly KnownFact[]) {
    this.#sql = sql;
    for (const seed of seeds) this.facts.set(seed.id, seed);
  }

  /** Reads the facts that quote the keys; answers those that were not here before. */
  async load(keys: readonly string[]): Promise<KnownFact[]> {
    const unread = keys.filter(key => !this.read.has(key));
    for (const key of unread) this.read.add(key);
    const found = await factsQuoting(this.#sql, unread);
    const fresh = found.filter(known => !this.facts.has(known.id));
    for (const known of fresh) this.facts.set(known.id, known);
    return fresh;
  }

  /** Follows strong identifiers until nothing new is found; grouping ones are read and not followed. */
  async follow(from: readonly KnownFact[]): Promise<readonly KnownFact[]> {
    const reached = new Map(from.map(known => [known.id, known]));
    let edge: readonly KnownFact[] = from;
    while (edge.length > 0) {
      const keys = closureKeys(edge);
      await this.load(keys.grouping);
      const groups = new Set(closureKeys([...this.facts.values()]).grouping);
      const strong = new Set(keys.strong.filter(key => !groups.has(key) && !this.followed.has(key)));
      for (const key of strong) this.followed.add(key);
      await this.load([...strong]);
      edge = [...this.facts.values()].filter(known => !reached.has(known.id) && quotesAny(known, strong));
      for (const known of edge) reached.set(known.id, known);
    }
    return [...reached.values()];
  }
}

/**
 * The closure of a message's facts: strong identifiers to the end, then one step over shared boxes and seals, and once more to decide
 * whose trip is whose. Never through groups, except those that the message itself quotes.
 */
export async function loadClosure(sql: Sql | TransactionSql, seeds: readonly KnownFact[]): Promise<Closure> {
  const loader = new Loader(sql, seeds);
  const seedKeys = closureKeys(seeds);
  const grouped = await loader.load([...seedKeys.grouping, ...seedKeys.trains]);
  for (const key of seedKeys.grouping) loader.followed.add(key);
  const own = await loader.follow([...seeds, ...grouped]);
  const sharers = await loader.load(closureKeys(own).weak);
  const neighbours = await loader.follow([...own, ...sharers]);
  await loader.load(closureKeys(neighbours).trains);
  const weak = closureKeys(neighbours).weak;
  const keys = new Set([...loader.followed, ...weak, ...seedKeys.trains]);
  await loader.follow(await loader.load(weak));
  return { facts: [...loader.facts.values()], keys };
}

function quotesAny(known: KnownFact, keys: ReadonlySet<string>): boolean {
  return known.fact.references.some(each => keys.has(`${each.scheme}|${each.value}`));
}
