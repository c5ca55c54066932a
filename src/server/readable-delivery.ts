import type { ExecutedDelivery } from './executed-delivery.ts';
import type { Operation } from './operation.ts';
import { type FramePieces, frameOf, type StreamFrame } from './stream-frame.ts';

/** A delivery as one reader may have it, on however many sockets: executed, and the reader's receipt written. */
export class ReadableDelivery {
  readonly done: Promise<void>;
  #pieces: FramePieces | undefined;
  #cursor = '';
  /** Of the cursor that was asked for twice: a cohort stands at one place, so that its frame is written once. */
  #frame: StreamFrame | undefined;

  constructor(executed: Promise<ExecutedDelivery>, reader: Operation) {
    this.done = this.#prepare(executed, reader);
    this.done.catch(() => undefined);
  }

  /** The frame with a socket's own cursor in it; undefined before the receipt is written. */
  frameWith(cursor: string): StreamFrame | undefined {
    if (this.#frame?.cursor === cursor) return this.#frame;
    if (!this.#pieces) return undefined;
    const frame = frameOf(this.#pieces, cursor);
    if (this.#cursor === cursor) this.#frame = frame;
    this.#cursor = cursor;
    return frame;
  }

  async #prepare(executed: Promise<ExecutedDelivery>, reader: Operation): Promise<void> {
    const { pieces, receiptFor } = await executed;
    await receiptFor(reader);
    this.#pieces = pieces;
  }
}
