/** More than this is not remembered: the background work comes to it by itself. */
const MOST = 10_000;

/** Consignments and journeys that somebody read and that had to be folded for it: the background work takes them first. */
export class RefoldDemand {
  readonly #consignments = new Set<string>();
  readonly #journeys = new Set<string>();
  #onAsked: () => void = () => undefined;

  /** Whom to tell when something is asked for. */
  whenAsked(tell: () => void): void {
    this.#onAsked = tell;
  }

  consignments(ids: readonly string[]): void {
    this.#ask(this.#consignments, ids);
  }

  journeys(ids: readonly string[]): void {
    this.#ask(this.#journeys, ids);
  }

  take(): { readonly consignments: readonly string[]; readonly journeys: readonly string[] } {
    const taken = { consignments: [...this.#consignments], journeys: [...this.#journeys] };
    this.#consignments.clear();
    this.#journeys.clear();
    return taken;
  }

  #ask(asked: Set<string>, ids: readonly string[]): void {
    for (const id of ids) if (asked.size < MOST) asked.add(id);
    if (ids.length > 0) this.#onAsked();
  }
}
