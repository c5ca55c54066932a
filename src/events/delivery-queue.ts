import type { LogRow } from '../store/event-reader.ts';

/** Why a reader that asks gets no row. */
export type QueueEnd = 'TOO_SLOW' | 'DRAINED' | 'NEW_EPOCH' | 'LEFT';
export type Taken = LogRow | 'BEHIND' | QueueEnd;

/** A row that waits, the same for all who wait for it. */
export interface WaitingRow {
  readonly row: LogRow;
  readonly bytes: number;
}

export interface QueueLimits {
  readonly rows: number;
  readonly bytes: number;
  /** How long a reader has to work off a full queue. */
  readonly patienceMs: number;
}

/** Law 3.5: 1,000 events or 4 MiB waiting. */
export const QUEUE_LIMITS: QueueLimits = { rows: 1_000, bytes: 4 * 1024 ** 2, patienceMs: 5_000 };
/** Rows that were taken are let go of in lots, for to shift each by itself moves all the others. */
const LOT = 64;

/**
 * What waits for one reader. A full queue takes nothing more. One arrival of a vessel is an event of thousands of consignments, so a
 * reader that then works off what it has is not slow: it is told that it is BEHIND, and reads on from the log. One that does not is.
 */
export class DeliveryQueue {
  readonly #limits: QueueLimits;
  #waiting: WaitingRow[] = [];
  #taken = 0;
  #bytes = 0;
  #patience: NodeJS.Timeout | undefined;
  #end: QueueEnd | undefined;
  #wakeUp: (() => void) | undefined;

  constructor(limits: QueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  /** Nothing waits, and nothing was left out. */
  get idle(): boolean {
    return this.#length === 0 && this.#patience === undefined && this.#end === undefined;
  }

  get #length(): number {
    return this.#waiting.length - this.#taken;
  }

  push(waiting: WaitingRow): void {
    if (this.#end !== undefined || this.#patience !== undefined) return;
    const { rows: mostRows, bytes: mostBytes, patienceMs } = this.#limits;
    const full = this.#length >= mostRows || this.#bytes + waiting.bytes > mostBytes;
    if (full && this.#length > 0) {
      this.#patience = setTimeout(() => this.end('TOO_SLOW'), patienceMs);
      return;
    }
    this.#waiting.push(waiting);
    this.#bytes += waiting.bytes;
    this.#wakeUp?.();
  }

  /** What there is for the reader now; nothing where it has to wait. */
  take(): Taken | undefined {
    if (this.#end !== undefined) return this.#end;
    const row = this.takeRow();
    if (row || this.#patience === undefined) return row;
    clearTimeout(this.#patience);
    return 'BEHIND';
  }

  /** The next row that waits, where one does. */
  takeRow(): LogRow | undefined {
    const first = this.#waiting[this.#taken];
    if (!first) return undefined;
    this.#bytes -= first.bytes;
    if (++this.#taken >= LOT || this.#length === 0) {
      this.#waiting.splice(0, this.#taken);
      this.#taken = 0;
    }
    return first.row;
  }

  /** Resolves when there is something to take, or it was quiet for so long. */
  async wait(quietMs: number): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, quietMs);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
  }

  /** Nothing more will be taken from here; the first reason stands. */
  end(reason: QueueEnd): void {
    this.#end ??= reason;
    this.#waiting = [];
    this.#taken = 0;
    clearTimeout(this.#patience);
    this.#wakeUp?.();
  }
}
