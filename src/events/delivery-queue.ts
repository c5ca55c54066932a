import type { LogRow } from '../store/event-reader.ts';

/** Why a reader that asks gets no row. */
export type QueueEnd = 'TOO_SLOW' | 'DRAINED' | 'NEW_EPOCH' | 'LEFT';
export type Taken = { readonly kind: 'ROW'; readonly row: LogRow } | { readonly kind: 'QUIET' | 'BEHIND' | QueueEnd };

export interface QueueLimits {
  readonly rows: number;
  readonly bytes: number;
  /** How long a reader has to work off a full queue. */
  readonly patienceMs: number;
}

/** Law 3.5: 1,000 events or 4 MiB waiting. */
export const QUEUE_LIMITS: QueueLimits = { rows: 1_000, bytes: 4 * 1024 ** 2, patienceMs: 5_000 };

/**
 * What waits for one reader. A full queue takes nothing more. One arrival of a vessel is an event of thousands of consignments, so a
 * reader that then works off what it has is not slow: it is told that it is BEHIND, and reads on from the log. One that does not is.
 */
export class DeliveryQueue {
  readonly #limits: QueueLimits;
  #waiting: { readonly row: LogRow; readonly bytes: number }[] = [];
  #bytes = 0;
  #patience: NodeJS.Timeout | undefined;
  #end: QueueEnd | undefined;
  #wakeUp: (() => void) | undefined;

  constructor(limits: QueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  /** Nothing waits, and nothing was left out. */
  get idle(): boolean {
    return this.#waiting.length === 0 && this.#patience === undefined && this.#end === undefined;
  }

  push(row: LogRow, bytes: number): void {
    if (this.#end !== undefined || this.#patience !== undefined) return;
    const { rows: mostRows, bytes: mostBytes, patienceMs } = this.#limits;
    const full = this.#waiting.length >= mostRows || this.#bytes + bytes > mostBytes;
    if (full && this.#waiting.length > 0) {
      this.#patience = setTimeout(() => this.end('TOO_SLOW'), patienceMs);
      return;
    }
    this.#waiting.push({ row, bytes });
    this.#bytes += bytes;
    this.#wakeUp?.();
  }

  /** The next row; or QUIET, where none came for so long. */
  async take(quietMs: number): Promise<Taken> {
    const ready = this.#next();
    if (ready) return ready;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, quietMs);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
    return this.#next() ?? { kind: 'QUIET' };
  }

  /** Nothing more will be taken from here; the first reason stands. */
  end(reason: QueueEnd): void {
    this.#end ??= reason;
    this.#waiting = [];
    clearTimeout(this.#patience);
    this.#wakeUp?.();
  }

  #next(): Taken | undefined {
    if (this.#end !== undefined) return { kind: this.#end };
    const first = this.#waiting.shift();
    if (first) {
      this.#bytes -= first.bytes;
      return { kind: 'ROW', row: first.row };
    }
    if (this.#patience === undefined) return undefined;
    clearTimeout(this.#patience);
    return { kind: 'BEHIND' };
  }
}
