import type { Sql } from '../store/database.ts';
import { keepLog } from '../store/log-partitions.ts';

export interface LogKeeperOptions {
  readonly sql: Sql;
  /** For how long a row stays in the streams. */
  readonly days: number;
  /** The position up to which everything was delivered to all who are promised delivery; undefined where nobody is. */
  readonly deliveredUpTo?: (() => Promise<number | undefined>) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

const LOOK_EVERY_MS = 15 * 60_000;

/** Keeps the log's partitions: some days ahead, and none past its retention that nobody waits for. Every hub looks; one at a time works. */
export class LogKeeper {
  readonly #options: LogKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(options: LogKeeperOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => {
      this.#looking = this.#look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { sql, days, deliveredUpTo, onError } = this.#options;
    try {
      await keepLog(sql, { days, owedAfter: await deliveredUpTo?.() });
    } catch (error) {
      onError?.(error);
    }
  }
}
