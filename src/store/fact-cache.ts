import type { KnownFact } from '../consignment/known-fact.ts';

/** Facts read lately. A fact never changes, so that one read is right for ever; the one not used for longest goes first. */
export class FactCache {
  readonly #facts = new Map<string, KnownFact>();
  readonly #most: number;

  constructor(most = 20_000) {
    this.#most = most;
  }

  has(id: string): boolean {
    return this.#facts.has(id);
  }

  get(id: string): KnownFact | undefined {
    const known = this.#facts.get(id);
    if (known) this.put(known);
    return known;
  }

  put(known: KnownFact): void {
    this.#facts.delete(known.id);
    this.#facts.set(known.id, known);
    if (this.#facts.size <= this.#most) return;
    const [oldest] = this.#facts.keys();
    if (oldest !== undefined) this.#facts.delete(oldest);
  }
}
