import type { Operation } from './operation.ts';
import type { FramePieces } from './stream-frame.ts';

/** What a selection made of one delivery, for whoever may see it. */
export interface ExecutedDelivery {
  readonly pieces: FramePieces;
  /** Law 4.7: a reader's receipt is written before the first frame leaves for it; without one this throws, and nothing leaves. */
  readonly receiptFor: (operation: Operation) => Promise<void>;
}
