import { callAt } from './call-at.ts';
import { unauthenticated } from './caller.ts';
import type { StreamFrame } from './stream-frame.ts';

type Step = IteratorResult<readonly StreamFrame[], undefined>;

export interface StreamHandling {
  /** So many frames are given to the transport. */
  readonly onFrames: (count: number) => void;
  /** The last result of a stream that ends with an error: it says why, by code. */
  readonly fail: (error: unknown) => StreamFrame;
  /** Why the subscriber may no longer have the stream; undefined as long as it may. */
  readonly refusal?: (() => Error | undefined) | undefined;
  /** The token's end, which is the stream's end too (law 3.7). */
  readonly expiresAt: Date | undefined;
  /** Whose stream it is, where it is a partner's. */
  readonly partner?: string | undefined;
  readonly onEnd: () => void;
}

const DONE: Step = { done: true, value: undefined };

/**
 * One subscription as its transport reads it, all frames that are there at a time. It pulls from the source only when the transport asks, so that a slow reader's events wait in
 * the source, which bounds them. Unlike an async generator it ends at once, also while it waits for an event that may never come.
 */
export class LiveStream implements AsyncIterableIterator<readonly StreamFrame[], undefined> {
  readonly #source: AsyncIterator<readonly StreamFrame[], undefined>;
  readonly #handling: StreamHandling;
  readonly #cancelExpiry: () => void;
  #ended = false;
  #lastWord: StreamFrame | undefined;
  #wake: ((step: Step) => void) | undefined;

  constructor(source: AsyncIterable<readonly StreamFrame[], undefined>, handling: StreamHandling) {
    this.#source = source[Symbol.asyncIterator]();
    this.#handling = handling;
    const { expiresAt } = handling;
    this.#cancelExpiry = expiresAt
      ? callAt(expiresAt, () => this.end(unauthenticated('the token has expired')))
      : () => undefined;
  }

  get partner(): string | undefined {
    return this.#handling.partner;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Step> {
    if (this.#ended) return Promise.resolve(this.#farewell());
    return new Promise(resolve => {
      this.#wake = resolve;
      this.#source.next().then(
        step => this.#take(step),
        error => this.end(error),
      );
    });
  }

  /** Ends the stream where its subscriber may no longer have it. */
  recheck(): void {
    const refusal = this.#handling.refusal?.();
    if (refusal) this.end(refusal);
  }

  /** Ends the stream now, with a last word where there is an error to tell. */
  end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelExpiry();
    this.#lastWord = error === undefined ? undefined : this.#handling.fail(error);
    this.#handling.onEnd();
    Promise.resolve(this.#source.return?.()).catch(() => undefined);
    if (this.#wake) this.#settle(this.#farewell());
  }

  return(): Promise<Step> {
    this.end();
    return Promise.resolve(DONE);
  }

  throw(error: unknown): Promise<Step> {
    this.end();
    return Promise.reject(error);
  }

  #take(step: Step): void {
    if (step.done) this.end();
    else if (!this.#ended) this.#handling.onFrames(step.value.length);
    this.#settle(step);
  }

  #settle(step: Step): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.(step);
  }

  #farewell(): Step {
    const value = this.#lastWord;
    this.#lastWord = undefined;
    return value ? { done: false, value: [value] } : DONE;
  }
}
