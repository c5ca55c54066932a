import type { KnownFact } from '../consignment/known-fact.ts';

/**
 * Facts read lately. A fact never changes until something is erased (law 1.6), so that one read is right until then; the one not used for
 * longest goes first.
 */
export class FactCache {
  readonly #facts = new Map<string, KnownFact>();
  readonly #most: number;
  #erasure = 0;

  constructor(most = 20_000) {
    this.#most = most;
  }

  /** The last erasure after which the facts were read. */
  get erasure(): number {
    return this.#erasure;
  }

  /** Forgets everything that was read before a newer erasure. */
  erasedUpTo(erasure: number): void {
    if (erasure <= this.#erasure) return;
    this.#erasure = erasure;
    this.#facts.clear();
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
