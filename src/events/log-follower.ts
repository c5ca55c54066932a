import type { Sql } from '../store/database.ts';
import { type LogPlace, logHead, sharedRowsAfter } from '../store/event-reader.ts';
import { ensureLogState, POSITIONS_CHANNEL } from '../store/sequencer-store.ts';
import { listen } from '../store/session.ts';
import { DeliveryQueue, type QueueLimits } from './delivery-queue.ts';
import { SessionLoop } from './session-loop.ts';
import type { CohortTerms } from './stream-cohort.ts';
import { Subscribers } from './subscribers.ts';

/** A place among the followers of the log: every wanted row after `from` comes into the queue. */
export interface Ticket {
  readonly from: LogPlace;
  readonly queue: DeliveryQueue;
  leave(): void;
}

export interface FollowerOptions {
  readonly sql: Sql;
  readonly limits?: QueueLimits | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The net under NOTIFY. */
const POLL_MS = 1_000;
const BATCH = 500;

/**
 * The process's one reader of the log: it reads each new row once, for all subscribers. A batch is handed out and `place` moved in one
 * step that nothing interrupts, so that who joins gets exactly the rows after `place`.
 */
export class LogFollower {
  readonly #subscribers = new Subscribers();
  readonly #limits: QueueLimits | undefined;
  readonly #loop: SessionLoop;
  #epoch = '';
  #place: LogPlace = { position: 0, eventId: undefined };
  #draining = false;

  constructor({ sql, limits, onError = () => undefined }: FollowerOptions) {
    this.#limits = limits;
    const begin = async (session: Sql) => {
      await ensureLogState(session);
      await listen(session, POSITIONS_CHANNEL);
    };
    this.#loop = new SessionLoop(sql, { begin, turn: session => this.#follow(session) }, onError);
  }

  get epoch(): string {
    return this.#epoch;
  }

  get place(): LogPlace {
    return this.#place;
  }

  get draining(): boolean {
    return this.#draining;
  }

  start(): Promise<void> {
    return this.#loop.start();
  }

  /** Ends every subscriber's queue at once, so that sockets can be closed with their last cursor. */
  async stop(): Promise<void> {
    this.#draining = true;
    this.#subscribers.endAll('DRAINED');
    await this.#loop.stop();
  }

  /** How often it was decided whether a row is for a cohort, since the start. */
  get evaluations(): number {
    return this.#subscribers.evaluations;
  }

  join(terms: CohortTerms): Ticket {
    const queue = new DeliveryQueue(this.#limits);
    const unsubscribe = this.#subscribers.join(terms, queue);
    if (this.#draining) this.#subscribers.endAll('DRAINED');
    const leave = () => {
      unsubscribe();
      queue.end('LEFT');
    };
    return { from: this.#place, queue, leave };
  }

  async #follow(session: Sql): Promise<number> {
    const { epoch, ...head } = await logHead(session);
    if (epoch !== this.#epoch || head.position < this.#place.position) {
      this.#subscribers.endAll('NEW_EPOCH');
      this.#epoch = epoch;
      this.#place = head;
    }
    while (this.#place.position < head.position) {
      if (this.#subscribers.empty) this.#place = head;
      else await this.#readOn(session, head);
    }
    return POLL_MS;
  }

  async #readOn(session: Sql, head: LogPlace): Promise<void> {
    const rows = await sharedRowsAfter(session, { after: this.#place.position, upTo: head.position, limit: BATCH });
    this.#subscribers.hand(rows);
    this.#place = rows.length < BATCH ? head : (rows.at(-1) ?? head);
  }
}
