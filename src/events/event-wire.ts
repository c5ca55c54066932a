import type { LogPlace, SharedLogRow } from '../store/event-reader.ts';

/** What one hub read of the log, for the others: the rows behind `from`, up to `upTo`. */
export interface LogBatch {
  readonly epoch: string;
  readonly from: number;
  readonly upTo: LogPlace;
  /** Absent where they are too many to carry: whoever hears of them reads them. */
  readonly rows?: readonly SharedLogRow[] | undefined;
}

/** A way between hubs beside the database: it may lose, repeat and delay, and costs nothing but time when it does. */
export interface EventWire {
  start(onBatch: (batch: LogBatch) => void): void;
  publish(batch: LogBatch): void;
  stop(): Promise<void>;
}
