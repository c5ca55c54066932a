/** How long what was read for one stands for the others that come with it. */
const FRESH_MS = 1_000;
const MOST = 512;

interface Reading {
  readonly until: number;
  readonly result: Promise<unknown>;
  value?: unknown;
}

/**
 * Readings that many ask for at the same time, done once: thousands of sockets that come back together cost what their cohorts cost. A
 * reading that failed is not kept.
 */
export class SharedReads {
  readonly #readings = new Map<string, Reading>();

  read<T>(name: string, work: () => Promise<T>): Promise<T> {
    const now = Date.now();
    const known = this.#readings.get(name);
    if (known && known.until > now) return known.result as Promise<T>;
    this.#letGo(now);
    const result = work();
    const reading: Reading = { until: now + FRESH_MS, result };
    this.#readings.delete(name);
    this.#readings.set(name, reading);
    result.then(
      value => {
        reading.value = value;
      },
      () => this.#readings.delete(name),
    );
    return result;
  }

  /** What was read is of no use any more; what was read anew meanwhile stays. */
  forget(name: string, value: unknown): void {
    if (this.#readings.get(name)?.value === value) this.#readings.delete(name);
  }

  /** The map is in the order of reading: the stale ones stand first. */
  #letGo(now: number): void {
    for (const [name, { until }] of this.#readings) {
      if (until > now && this.#readings.size < MOST) return;
      this.#readings.delete(name);
    }
  }
}
