/** So many deliveries of one stream are in work at the same time. */
const MOST_AHEAD = 16;

/** A delivery that is being made. */
export interface Begun<R> {
  readonly frame: Promise<R>;
}

export interface ReadAheadWork<T, R> {
  /** Begins what is to be done for an item; the items' frames are taken in order, however they are done. */
  readonly begin: (item: T) => Promise<R>;
  /** Whether the next item may be asked for only once this one is done. */
  readonly isAlone: (item: T) => boolean;
}

type Step<R> = IteratorResult<Begun<R>, undefined>;

/**
 * Begins the deliveries that wait behind the one that is being read. Each costs a reading and a receipt, which are round trips to the
 * database: one after the other they would bound a stream to a few events a second on a busy machine, while it has nothing to do. So few
 * are ahead that a slow reader's events still wait in the source, where they are bounded.
 */
export class ReadAhead<T, R> implements AsyncIterableIterator<Begun<R>, undefined> {
  readonly #source: AsyncIterator<T>;
  readonly #work: ReadAheadWork<T, R>;
  readonly #begun: Begun<R>[] = [];
  #isPulling = false;
  #end: { readonly error?: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(source: AsyncIterable<T>, work: ReadAheadWork<T, R>) {
    this.#source = source[Symbol.asyncIterator]();
    this.#work = work;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<Step<R>> {
    for (;;) {
      const value = this.#begun.shift();
      if (!this.#isPulling && !this.#end) void this.#pull();
      if (value) return { done: false, value };
      if (this.#end) return this.#over(this.#end);
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  async return(): Promise<Step<R>> {
    this.#end ??= {};
    this.#begun.length = 0;
    this.#wake?.();
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  /** An error is told once, behind all that came before it. */
  #over(end: { readonly error?: unknown }): Step<R> {
    this.#end = {};
    if ('error' in end) throw end.error;
    return { done: true, value: undefined };
  }

  async #pull(): Promise<void> {
    this.#isPulling = true;
    try {
      while (!this.#end && this.#begun.length < MOST_AHEAD) await this.#pullOne();
    } catch (error) {
      this.#end ??= { error };
    }
    this.#isPulling = false;
    this.#wake?.();
  }

  async #pullOne(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) {
      this.#end ??= {};
      return;
    }
    if (this.#end) return;
    const frame = this.#work.begin(value);
    const settled = frame.then(
      () => undefined,
      () => undefined,
    );
    this.#begun.push({ frame });
    this.#wake?.();
    if (this.#work.isAlone(value)) await settled;
  }
}
