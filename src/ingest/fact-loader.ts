import type { KnownFact } from '../consignment/known-fact.ts';
import { type ClosureKeys, closureKeys } from './closure-keys.ts';

/** Every fact in force that quotes one of the keys, and all that hangs together with these by strong keys where they are followed. */
export type FactReader = (keys: readonly string[], reach: 'QUOTING' | 'COMPONENT') => Promise<readonly KnownFact[]>;

/** Facts read so far, by what they quote; no key is asked twice. */
export class FactLoader {
  readonly facts = new Map<string, KnownFact>();
  /** Those that were known before: a change may repeat some of them. */
  readonly stored = new Set<string>();
  readonly #read: FactReader;
  readonly #without: ReadonlySet<string>;
  /** Keys that were asked: every fact in force that quotes one is here. */
  readonly asked = new Set<string>();
  readonly #keys = new Map<string, ClosureKeys>();
  readonly #quoting = new Map<string, Set<KnownFact>>();

  constructor(read: FactReader, without: ReadonlySet<string>) {
    this.#read = read;
    this.#without = without;
  }

  keysOf(known: KnownFact): ClosureKeys {
    const keys = this.#keys.get(known.id) ?? closureKeys(known);
    this.#keys.set(known.id, keys);
    return keys;
  }

  add(known: KnownFact): void {
    if (this.facts.has(known.id)) return;
    this.facts.set(known.id, known);
    const { strong, weak, trains } = this.keysOf(known);
    for (const key of [...strong, ...weak, ...trains]) {
      const quoting = this.#quoting.get(key) ?? new Set();
      this.#quoting.set(key, quoting.add(known));
    }
  }

  /** Reads the facts that quote the keys, with all that hangs together with them, and answers those that quote. */
  async quoting(keys: Iterable<string>, reach: 'QUOTING' | 'COMPONENT' = 'COMPONENT'): Promise<KnownFact[]> {
    const wanted = [...new Set(keys)];
    const unasked = wanted.filter(key => !this.asked.has(key));
    const found = unasked.length > 0 ? await this.#read(unasked, reach) : [];
    for (const key of unasked) this.asked.add(key);
    for (const known of found) {
      this.stored.add(known.id);
      if (!this.#without.has(known.id)) this.add(known);
    }
    if (reach === 'COMPONENT')
      for (const known of found) for (const key of this.keysOf(known).strong) this.asked.add(key);
    return [...new Set(wanted.flatMap(key => [...(this.#quoting.get(key) ?? [])]))];
  }

  /** All that hangs together with the facts by papers: through every strong key to the end. */
  async component(from: Iterable<KnownFact>): Promise<Set<KnownFact>> {
    const reached = new Set(from);
    let edge = [...reached];
    while (edge.length > 0) {
      const found = await this.quoting(edge.flatMap(known => this.keysOf(known).strong));
      edge = found.filter(known => !reached.has(known));
      for (const known of edge) reached.add(known);
    }
    return reached;
  }
}
