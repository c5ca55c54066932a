import type { Sql } from '../store/database.ts';
import { rollHistory } from './roll-history.ts';

/** How long history may lag behind the graph while nothing is wrong. */
const PAUSE_MS = 500;

/** Keeps the history of past traffic up to date for as long as the process lives; of several nodes one at a time does the work. */
export class HistoryRoller {
  readonly #sql: Sql;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #rolling: Promise<void> | undefined;
  #stopped = false;

  constructor(sql: Sql, onError: (error: unknown) => void) {
    this.#sql = sql;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    this.#timer = setTimeout(() => {
      this.#rolling = this.#roll();
    }, PAUSE_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#rolling;
  }

  async #roll(): Promise<void> {
    try {
      await rollHistory(this.#sql, () => this.#stopped);
    } catch (error) {
      if (!this.#stopped) this.#onError(error);
    }
    if (!this.#stopped) await this.start();
  }
}
