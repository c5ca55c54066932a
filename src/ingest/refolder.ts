import { aloneAmongNodes } from '../store/alone-among-nodes.ts';
import type { Sql } from '../store/database.ts';
import { refoldStale } from './refold.ts';

/** After the start of a hub, and again where another node was at it then. */
const PAUSE_MS = 2_000;
const AGAIN_MS = 60_000;

/** Folds stale documents again in the background, on one node at a time; ends when none is left. */
export class Refolder {
  readonly #sql: Sql;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #folding: Promise<void> | undefined;
  #stopped = false;

  constructor(sql: Sql, onError: (error: unknown) => void) {
    this.#sql = sql;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    this.#later(PAUSE_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#folding;
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#folding = this.#fold();
    }, ms);
    this.#timer.unref();
  }

  async #fold(): Promise<void> {
    try {
      const work = () =>
        refoldStale(
          this.#sql,
          () => this.#stopped,
          () => new Date(),
        );
      const done = await aloneAmongNodes(this.#sql, 'corridor: fold again', work);
      if (done !== undefined) return;
    } catch (error) {
      if (!this.#stopped) this.#onError(error);
    }
    if (!this.#stopped) this.#later(AGAIN_MS);
  }
}
