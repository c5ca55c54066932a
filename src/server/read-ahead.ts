import type { ReadyItems } from '../events/ready-items.ts';

/** So many deliveries of one stream are in work at the same time. */
const MOST_AHEAD = 32;

/** A delivery that is being made. */
export interface Begun<R> {
  /** Settles when it is made, or cannot be. */
  readonly done: Promise<unknown>;
  /** What was made, once it is done. */
  made(): R | undefined;
}

export interface ReadAheadWork<T, R> {
  /** Begins what is to be done for an item; the items' frames are taken in order, however they are done. */
  readonly begin: (item: T) => Begun<R>;
  /** Whether the next item may be asked for only once this one is done. */
  readonly isAlone: (item: T) => boolean;
}

type Source<T> = AsyncIterator<T> & Partial<Pick<ReadyItems<T>, 'ready'>>;
type Step<R> = IteratorResult<readonly R[], undefined>;

/**
 * Begins the deliveries that wait behind the one that is being read. Each costs a reading and a receipt, which are round trips to the
 * database: one after the other they would bound a stream to a few events a second on a busy machine, while it has nothing to do. What is
 * made is taken together, so that a burst costs each of thousands of sockets one step and not one for each event. So few are ahead that a
 * slow reader's events still wait in the source, where they are bounded.
 */
export class ReadAhead<T, R> implements AsyncIterableIterator<readonly R[], undefined> {
  readonly #source: Source<T>;
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

  /** All that is made, in order; at least one. An error is told in its place, behind all that came before it. */
  async next(): Promise<Step<R>> {
    for (;;) {
      if (!this.#isPulling && !this.#end) void this.#pull();
      const value = this.#takeMade();
      if (value.length > 0) return { done: false, value };
      const [first] = this.#begun;
      if (first) await first.done.catch(error => this.#refuse(first, error));
      else if (this.#end) return this.#over(this.#end);
      else await this.#woken();
    }
  }

  async return(): Promise<Step<R>> {
    this.#end ??= {};
    this.#begun.length = 0;
    this.#wake?.();
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  #takeMade(): R[] {
    const made: R[] = [];
    for (const each of this.#begun) {
      const frame = each.made();
      if (frame === undefined) break;
      made.push(frame);
    }
    this.#begun.splice(0, made.length);
    return made;
  }

  #refuse(begun: Begun<R>, error: unknown): never {
    if (this.#begun[0] === begun) this.#begun.shift();
    throw error;
  }

  #woken(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }

  /** Told once. */
  #over(end: { readonly error?: unknown }): Step<R> {
    this.#end = {};
    if ('error' in end) throw end.error;
    return { done: true, value: undefined };
  }

  async #pull(): Promise<void> {
    this.#isPulling = true;
    try {
      this.#pullReady();
      while (!this.#end && this.#begun.length < MOST_AHEAD) {
        await this.#pullOne();
        this.#pullReady();
        this.#wake?.();
      }
    } catch (error) {
      this.#end ??= { error };
    }
    this.#isPulling = false;
    this.#wake?.();
  }

  #pullReady(): void {
    while (!this.#end && this.#begun.length < MOST_AHEAD) {
      const item = this.#source.ready?.();
      if (item === undefined) return;
      this.#begun.push(this.#work.begin(item));
    }
  }

  async #pullOne(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) this.#end ??= {};
    if (this.#end) return;
    const begun = this.#work.begin(value);
    this.#begun.push(begun);
    if (!this.#work.isAlone(value)) return;
    this.#wake?.();
    await begun.done.catch(() => undefined);
  }
}
