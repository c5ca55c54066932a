/** How a queue does its work. */
export interface BatchWork<T, R> {
  /** Batches at once. */
  readonly lanes: number;
  /** The weight of a batch; an item that is heavier goes alone. */
  readonly most: number;
  readonly weight: (item: T) => number;
  /** Items that share a key are never worked on in two lanes, and keep their order. */
  readonly keys?: (item: T) => readonly string[];
  /** One result an item, in order. A batch succeeds as a whole or throws and has changed nothing. */
  readonly run: (batch: readonly T[]) => Promise<readonly R[]>;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly weight: number;
  readonly keys: readonly string[];
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does what is asked for in batches: whatever waits when a lane is free goes together, so that one who asks alone never waits for others, and
 * many share the cost of a transaction. A batch that fails is halved until the item that cannot be done is alone: it costs the others nothing.
 */
export class BatchQueue<T, R> {
  readonly #work: BatchWork<T, R>;
  readonly #busy = new Set<string>();
  #waiting: Waiting<T, R>[] = [];
  #free: number;
  #isWoken = false;

  constructor(work: BatchWork<T, R>) {
    this.#work = work;
    this.#free = work.lanes;
  }

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const { weight, keys } = this.#work;
      this.#waiting.push({ item, weight: weight(item), keys: keys?.(item) ?? [], resolve, reject });
      this.#wake();
    });
  }

  /** Whether anything waits or is worked on. */
  get isBusy(): boolean {
    return this.#waiting.length > 0 || this.#free < this.#work.lanes;
  }

  /** Those who ask in the same turn of the event loop go together. */
  #wake(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    setImmediate(() => {
      this.#isWoken = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#free > 0) {
      const batch = this.#take();
      if (batch.length === 0) return;
      const keys = batch.flatMap(each => each.keys);
      for (const key of keys) this.#busy.add(key);
      this.#free--;
      this.#run(batch).finally(() => {
        for (const key of keys) this.#busy.delete(key);
        this.#free++;
        this.#wake();
      });
    }
  }

  /** The next that may go together. What has to wait holds back whatever shares a key with it. */
  #take(): Waiting<T, R>[] {
    const batch: Waiting<T, R>[] = [];
    const left: Waiting<T, R>[] = [];
    const held = new Set<string>();
    let weight = 0;
    for (const each of this.#waiting) {
      const isFull = batch.length > 0 && weight + each.weight > this.#work.most;
      if (isFull || each.keys.some(key => this.#busy.has(key) || held.has(key))) {
        for (const key of each.keys) held.add(key);
        left.push(each);
      } else {
        batch.push(each);
        weight += each.weight;
      }
    }
    this.#waiting = left;
    return batch;
  }

  async #run(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#work.run(batch.map(each => each.item));
      batch.forEach((each, i) => {
        each.resolve(results[i] as R);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else {
        const middle = batch.length >> 1;
        await this.#run(batch.slice(0, middle));
        await this.#run(batch.slice(middle));
      }
    }
  }
}
