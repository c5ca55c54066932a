import type { Sql } from '../store/database.ts';
import { type LogPlace, logHead, type SharedLogRow, sharedRowsAfter } from '../store/event-reader.ts';
import { ensureLogState, POSITIONS_CHANNEL } from '../store/sequencer-store.ts';
import { listen } from '../store/session.ts';
import { DeliveryQueue, type QueueLimits } from './delivery-queue.ts';
import type { EventWire, LogBatch } from './event-wire.ts';
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
  /** Brings what another hub has read. Without it Postgres wakes each hub, and each reads for itself. */
  readonly wire?: EventWire | undefined;
  /** Whether it is this hub that reads for the others. */
  readonly isReader?: (() => boolean) | undefined;
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
  readonly #wire: EventWire | undefined;
  readonly #isReader: () => boolean;
  #epoch = '';
  #place: LogPlace = { position: 0, eventId: undefined };
  #draining = false;

  constructor({ sql, limits, wire, isReader = () => true, onError = () => undefined }: FollowerOptions) {
    this.#limits = limits;
    this.#wire = wire;
    this.#isReader = isReader;
    const begin = async (session: Sql) => {
      await ensureLogState(session);
      if (!wire) await listen(session, POSITIONS_CHANNEL);
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

  async start(): Promise<void> {
    await this.#loop.start();
    this.#wire?.start(batch => this.#take(batch));
  }

  /** There is something to read. */
  wake(): void {
    this.#loop.wake();
  }

  /** Ends every subscriber's queue at once, so that sockets can be closed with their last cursor. */
  async stop(): Promise<void> {
    this.#draining = true;
    this.#subscribers.endAll('DRAINED');
    await Promise.all([this.#loop.stop(), this.#wire?.stop()]);
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
      // Who reads for the others reads although nobody here listens.
      if (this.#subscribers.empty && !this.#wire) this.#place = head;
      else await this.#readOn(session, head);
    }
    return POLL_MS;
  }

  async #readOn(session: Sql, head: LogPlace): Promise<void> {
    const { epoch } = this;
    const after = this.#place.position;
    const rows = await sharedRowsAfter(session, {
      ...{ after, upTo: head.position, limit: BATCH },
      withAge: this.#subscribers.asksAge,
    });
    const upTo = rows.length < BATCH ? head : (rows.at(-1) ?? head);
    if (this.#isReader()) this.#wire?.publish({ epoch, from: after, upTo, rows });
    this.#pass(rows, upTo);
  }

  /** What came by the wire while the same was read is not handed out again. */
  #pass(rows: readonly SharedLogRow[], upTo: LogPlace): void {
    const { position } = this.#place;
    if (upTo.position <= position) return;
    this.#subscribers.hand(rows.filter(row => row.position > position));
    this.#place = upTo;
  }

  /** A batch that follows what is here is as good as a reading, but where an age is asked; any other only says that there is something to read. */
  #take({ epoch, from, upTo, rows }: LogBatch): void {
    if (this.#draining || upTo.position <= this.#place.position) return;
    if (rows && !this.#subscribers.asksAge && epoch === this.#epoch && from <= this.#place.position)
      this.#pass(rows, upTo);
    else this.wake();
  }
}
