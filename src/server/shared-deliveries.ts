import type { ExecutedDelivery } from './executed-delivery.ts';
import type { Operation } from './operation.ts';
import { ReadableDelivery } from './readable-delivery.ts';
import { readerKey } from './reader.ts';

/** For how long a delivery that was executed stands for those who come to it a little later: about as long as a storm of them takes. */
const FRESH_MS = 5_000;
const MOST_BYTES = 16 * 2 ** 20;

type Execute = () => Promise<ExecutedDelivery>;

interface Executed {
  readonly until: number;
  readonly delivery: Promise<ExecutedDelivery>;
  /** A receipt is one reader's, however many sockets the reader has open. */
  readonly readers: Map<string, ReadableDelivery>;
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

  shared(name: string, reader: Operation, execute: Execute): ReadableDelivery {
    const { delivery, readers } = this.#executedOnce(name, execute);
    const key = readerKey(reader);
    const known = readers.get(key);
    if (known) return known;
    const readable = new ReadableDelivery(delivery, reader);
    readers.set(key, readable);
    readable.done.catch(() => readers.delete(key));
    return readable;
  }

  /** A delivery by itself is counted too. */
  own(reader: Operation, execute: Execute): ReadableDelivery {
    this.#executions++;
    return new ReadableDelivery(execute(), reader);
  }

  #executedOnce(name: string, execute: Execute): Executed {
    const now = Date.now();
    const known = this.#executed.get(name);
    if (known && known.until > now) return known;
    if (known) this.#forget(name, known);
    this.#executions++;
    const executed: Executed = { until: now + FRESH_MS, delivery: execute(), readers: new Map(), bytes: 0 };
    this.#executed.set(name, executed);
    executed.delivery.then(
      delivery => this.#weigh(name, executed, delivery),
      () => this.#forget(name, executed),
    );
    return executed;
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
