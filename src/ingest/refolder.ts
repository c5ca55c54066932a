import { aloneAmongNodes } from '../store/alone-among-nodes.ts';
import type { Sql } from '../store/database.ts';
import { placeEdition } from '../store/place-changes.ts';
import { refoldAsked, refoldStale } from './refold.ts';
import type { RefoldDemand } from './refold-demand.ts';

/** After the start of a hub, and again for what another node was at then, or what changed since. */
const PAUSE_MS = 2_000;
const AGAIN_MS = 30_000;
const SOON_MS = 200;

const clock = () => new Date();

/**
 * Folds stale documents again in the background, on one node at a time: after the start, and whenever the tables of places have changed;
 * and what a reader had to fold for itself, soon.
 */
export class Refolder {
  readonly #sql: Sql;
  readonly #demand: RefoldDemand;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #folding: Promise<void> | undefined;
  #isFolding = false;
  #stopped = false;
  /** The tables of places by which everything is folded. */
  #edition: number | undefined;

  constructor(sql: Sql, demand: RefoldDemand, onError: (error: unknown) => void) {
    this.#sql = sql;
    this.#demand = demand;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    this.#later(PAUSE_MS);
    this.#demand.whenAsked(() => this.#soon());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#demand.whenAsked(() => undefined);
    clearTimeout(this.#timer);
    await this.#folding;
  }

  /** A fold that is under way looks at what is asked by itself. */
  #soon(): void {
    if (!this.#isFolding && !this.#stopped) this.#later(SOON_MS);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#folding = this.#fold();
    }, ms);
    this.#timer.unref();
  }

  async #fold(): Promise<void> {
    this.#isFolding = true;
    try {
      const { id } = await placeEdition(this.#sql);
      if (id === this.#edition) await this.#alone(isStopped => refoldAsked(this.#sql, this.#demand, isStopped, clock));
      else if ((await this.#alone(isStopped => refoldStale(this.#sql, isStopped, clock, this.#demand))) !== undefined)
        this.#edition = id;
    } catch (error) {
      if (!this.#stopped) this.#onError(error);
    }
    this.#isFolding = false;
    if (!this.#stopped) this.#later(AGAIN_MS);
  }

  #alone(work: (isStopped: () => boolean) => Promise<number>): Promise<number | undefined> {
    return aloneAmongNodes(this.#sql, 'corridor: fold again', () => work(() => this.#stopped));
  }
}
