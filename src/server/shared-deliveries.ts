import type { ExecutedDelivery } from './executed-delivery.ts';

/** For how long a delivery that was executed stands for those who come to it a little later. */
const FRESH_MS = 1_000;
const MOST_BYTES = 16 * 2 ** 20;

interface Executed {
  readonly until: number;
  readonly delivery: Promise<ExecutedDelivery>;
  bytes: number;
}

/** Each delivery is executed once for all who may see the same and select the same (law 3.7), however many sockets they are. */
export class SharedDeliveries {
  readonly #executed = new Map<string, Executed>();
  #executions = 0;
  #bytes = 0;

  /** How often a delivery was executed, since the start. */
  get executions(): number {
    return this.#executions;
  }

  shared(name: string, execute: () => Promise<ExecutedDelivery>): Promise<ExecutedDelivery> {
    const now = Date.now();
    const known = this.#executed.get(name);
    if (known && known.until > now) return known.delivery;
    if (known) this.#forget(name, known);
    this.#executions++;
    const executed: Executed = { until: now + FRESH_MS, delivery: execute(), bytes: 0 };
    this.#executed.set(name, executed);
    executed.delivery.then(
      delivery => this.#weigh(name, executed, delivery),
      () => this.#forget(name, executed),
    );
    return executed.delivery;
  }

  /** A delivery by itself is counted too. */
  own(execute: () => Promise<ExecutedDelivery>): Promise<ExecutedDelivery> {
    this.#executions++;
    return execute();
  }

  #weigh(name: string, executed: Executed, { pieces }: ExecutedDelivery): void {
    if (this.#executed.get(name) !== executed) return;
    executed.bytes = pieces.reduce((sum, piece) => sum + piece.length, name.length);
    this.#bytes += executed.bytes;
    const now = Date.now();
    for (const [oldest, each] of this.#executed) {
      if (each === executed || (each.until > now && this.#bytes <= MOST_BYTES)) return;
      this.#forget(oldest, each);
    }
  }

  #forget(name: string, executed: Executed): void {
    if (this.#executed.get(name) !== executed) return;
    this.#executed.delete(name);
    this.#bytes -= executed.bytes;
  }
}
