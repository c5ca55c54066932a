import { aloneAmongNodes } from '../store/alone-among-nodes.ts';
import type { Sql } from '../store/database.ts';
import { placeEdition } from '../store/place-changes.ts';
import { refoldStale } from './refold.ts';

/** After the start of a hub, and again for what another node was at then, or what changed since. */
const PAUSE_MS = 2_000;
const AGAIN_MS = 30_000;

/** Folds stale documents again in the background, on one node at a time: after the start, and whenever the tables of places have changed. */
export class Refolder {
  readonly #sql: Sql;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #folding: Promise<void> | undefined;
  #stopped = false;
  /** The tables of places by which everything is folded. */
  #edition: number | undefined;

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
      const { id } = await placeEdition(this.#sql);
      if (id !== this.#edition && (await this.#foldAlone()) !== undefined) this.#edition = id;
    } catch (error) {
      if (!this.#stopped) this.#onError(error);
    }
    if (!this.#stopped) this.#later(AGAIN_MS);
  }

  #foldAlone(): Promise<number | undefined> {
    const work = () =>
      refoldStale(
        this.#sql,
        () => this.#stopped,
        () => new Date(),
      );
    return aloneAmongNodes(this.#sql, 'corridor: fold again', work);
  }
}
