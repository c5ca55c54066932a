import { CorridorError } from '../errors.ts';
import type { Sql } from '../store/database.ts';
import { keptOfLog, type LogPlace, type LogRow, logRowsAfter } from '../store/event-reader.ts';
import { assertKept, tooOld } from './cursor.ts';
import type { Taken } from './delivery-queue.ts';
import type { StreamItem, Subscription } from './event-stream.ts';
import type { LogFollower, Ticket } from './log-follower.ts';

export interface DeliveryOptions {
  readonly sql: Sql;
  readonly follower: LogFollower;
  readonly heartbeatMs: number;
  readonly subscription: Subscription;
  /** The subscriber's cursor for a place of an epoch. */
  readonly cursorAt: (epoch: string, place: LogPlace) => string;
  /** Where to go on after the subscriber's own cursor. */
  readonly resume: () => Promise<LogPlace>;
}

type Items<Result = void> = AsyncGenerator<StreamItem, Result, undefined>;

const PAGE = 200;
/** So near behind the follower a reader joins it: the rest is read while live rows queue up. */
const REACH = 400;

/** One subscriber's way through the log: pages from the database up to the follower, then the follower's rows. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #epoch: string;
  /** Up to here everything wanted was delivered. */
  #place: LogPlace;
  #ticket: Ticket | undefined;
  #left = false;

  /** A reader without a cursor joins here and now, so that nothing from this call on is missed. */
  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#epoch = options.follower.epoch;
    this.#place = options.follower.place;
    if (options.subscription.after === undefined) this.#join();
  }

  async *items(): Items {
    const { subscription, follower, resume } = this.#options;
    try {
      if (subscription.after !== undefined) this.#place = await this.#read(resume);
      yield* this.#catchUp();
      if (!this.#isOver()) yield this.#sign('SNAPSHOT_END');
      while ((yield* this.#live()) === 'BEHIND') {
        this.#ticket?.leave();
        this.#ticket = undefined;
        yield* this.#catchUp();
      }
      if (follower.draining && !this.#left) yield this.#sign('HEARTBEAT');
    } finally {
      this.leave();
    }
  }

  /** Wakes a reader that waits, and ends it. */
  leave(): void {
    this.#left = true;
    this.#ticket?.leave();
  }

  #isOver(): boolean {
    return this.#left || this.#options.follower.draining;
  }

  #join(): Ticket {
    const { follower, subscription } = this.#options;
    this.#ticket = follower.join(subscription.conditions, subscription.keys);
    return this.#ticket;
  }

  /** Reads up to the follower, which by then keeps what follows: no gap, and no overlap. */
  async *#catchUp(): Items {
    const { follower } = this.#options;
    while (!this.#ticket && follower.place.position - this.#place.position > REACH && !this.#isOver()) {
      yield* this.#page(follower.place);
    }
    if (follower.epoch !== this.#epoch) throw this.#newEpoch();
    const { from } = this.#ticket ?? this.#join();
    while (this.#place.position < from.position && !this.#isOver()) yield* this.#page(from);
  }

  async *#page(upTo: LogPlace): Items {
    const { sql, subscription } = this.#options;
    const { conditions, keys } = subscription;
    const after = this.#place.position;
    const rows = await this.#read(async () => {
      const page = await logRowsAfter(sql, { after, upTo: upTo.position, conditions, keys, limit: PAGE });
      const { oldest } = await keptOfLog(sql, after);
      assertKept(after, { head: upTo.position, oldest });
      return page;
    });
    for (const row of rows) {
      if (this.#isOver()) return;
      yield* this.#event(row);
    }
    if (rows.length < PAGE) this.#place = upTo;
  }

  async *#live(): Items<Exclude<Taken['kind'], 'ROW' | 'QUIET'>> {
    const { queue } = this.#ticket ?? this.#join();
    for (;;) {
      const taken = await queue.take(this.#options.heartbeatMs);
      if (taken.kind === 'TOO_SLOW') throw this.#tooSlow();
      if (taken.kind === 'NEW_EPOCH') throw this.#newEpoch();
      if (taken.kind === 'ROW') yield* this.#event(taken.row);
      else if (taken.kind !== 'QUIET') return taken.kind;
      // Asked again, for rows may have come since `take` was quiet: the follower is passed only in one step with this.
      else if (queue.idle) yield this.#heartbeat();
    }
  }

  /** A cursor of another node may be ahead of this one's follower: what it had is not given again. */
  *#event(row: LogRow): Generator<StreamItem, void, undefined> {
    if (row.position <= this.#place.position) return;
    this.#place = row;
    yield { kind: 'EVENT', cursor: this.#cursor(), row };
  }

  /** Nothing is waiting: what the follower passed was not for this reader. */
  #heartbeat(): StreamItem {
    const { place } = this.#options.follower;
    if (place.position > this.#place.position) this.#place = place;
    return this.#sign('HEARTBEAT');
  }

  #sign(kind: 'SNAPSHOT_END' | 'HEARTBEAT'): StreamItem {
    return { kind, cursor: this.#cursor() };
  }

  #cursor(): string {
    return this.#options.cursorAt(this.#epoch, this.#place);
  }

  /** A database that goes away ends a replay with a typed code; live streams wait for it with the follower. */
  async #read<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CorridorError) throw error;
      const message = 'the event log cannot be read just now; subscribe again after the last cursor';
      throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message, { reason: String(error) });
    }
  }

  #tooSlow(): CorridorError {
    const message = 'too many events were waiting for this subscriber; subscribe again after the cursor in `details`';
    return new CorridorError('CONSUMER_TOO_SLOW', 'retry-later', message, { cursor: this.#cursor() });
  }

  #newEpoch(): CorridorError {
    return tooOld('the event log was restored while it was being read', { cursor: this.#cursor() });
  }
}
