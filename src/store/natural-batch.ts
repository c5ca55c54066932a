interface Waiting<K, V> {
  readonly key: K;
  readonly resolve: (value: V) => void;
  readonly reject: (error: unknown) => void;
}

export interface NaturalBatchOptions {
  /** Statements under way at a time; what is asked meanwhile goes together into the next. */
  readonly atOnce?: number;
  readonly most?: number;
}

/**
 * Look-ups of one kind, from whichever requests they come: what is asked while others are under way goes into one statement. Nobody waits for
 * company, and nobody is answered by a statement that began before it asked.
 */
export class NaturalBatch<K, V> {
  readonly #load: (keys: readonly K[]) => Promise<readonly V[]>;
  readonly #atOnce: number;
  readonly #most: number;
  #waiting: Waiting<K, V>[] = [];
  #underWay = 0;
  #isDue = false;

  /** `load` answers in the order of the keys. */
  constructor(
    load: (keys: readonly K[]) => Promise<readonly V[]>,
    { atOnce = 2, most = 100 }: NaturalBatchOptions = {},
  ) {
    this.#load = load;
    this.#atOnce = atOnce;
    this.#most = most;
  }

  load(key: K): Promise<V> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, resolve, reject });
      this.#plan();
    });
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#underWay === 0;
  }

  #plan(): void {
    if (this.#isDue || this.#underWay >= this.#atOnce || this.#waiting.length === 0) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      void this.#run(this.#waiting.splice(0, this.#most));
      this.#plan();
    });
  }

  async #run(batch: readonly Waiting<K, V>[]): Promise<void> {
    this.#underWay++;
    try {
      const found = await this.#load(batch.map(each => each.key));
      batch.forEach((each, i) => {
        each.resolve(found[i] as V);
      });
    } catch (error) {
      for (const each of batch) each.reject(error);
    } finally {
      this.#underWay--;
      this.#plan();
    }
  }
}
