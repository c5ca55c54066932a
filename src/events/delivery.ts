import { CorridorError } from '../errors.ts';
import type { LogPlace, LogRow } from '../store/event-reader.ts';
import { assertKept, tooOld } from './cursor.ts';
import type { QueueEnd } from './delivery-queue.ts';
import type { StreamItem, Subscription } from './event-stream.ts';
import type { LogCatchUp } from './log-catch-up.ts';
import type { LogFollower, Ticket } from './log-follower.ts';
import type { ReadyItems } from './ready-items.ts';

export interface DeliveryOptions {
  readonly follower: LogFollower;
  readonly catchUp: LogCatchUp;
  readonly heartbeatMs: number;
  readonly subscription: Subscription;
  /** The subscriber's cursor for a place of an epoch. */
  readonly cursorAt: (epoch: string, place: LogPlace) => string;
  /** Where to go on after the subscriber's own cursor. */
  readonly resume: () => Promise<LogPlace>;
}

type Step = IteratorResult<StreamItem, undefined>;
type Items = AsyncGenerator<StreamItem, void, undefined>;

/** So near behind the follower a reader joins it: the rest is read while live rows queue up. */
const REACH = 400;
const DONE: Step = { done: true, value: undefined };

/**
 * One subscriber's way through the log: pages from the database up to the follower, then the follower's rows. An iterator by hand, for each
 * step of a generator costs what writing a frame does.
 */
export class Delivery implements ReadyItems<StreamItem> {
  readonly #options: DeliveryOptions;
  readonly #epoch: string;
  /** Up to here everything wanted was delivered. */
  #place: LogPlace;
  #ticket: Ticket | undefined;
  /** Events that stand in the snapshot and get their position later. */
  #seen: ReadonlySet<string> = new Set();
  /** What comes before live rows; absent once the reader is live. */
  #before: Items | undefined;
  /** What is left of the page that is being read. */
  #rows: IterableIterator<LogRow> = [].values();
  #over = false;

  /** A reader without a cursor joins here and now, so that nothing from this call on is missed. */
  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#epoch = options.follower.epoch;
    this.#place = options.follower.place;
    if (options.subscription.after === undefined) this.#join();
    this.#before = this.#beginning();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<Step> {
    try {
      for (;;) {
        if (this.#over) return DONE;
        if (this.#before) {
          const { done, value } = await this.#before.next();
          if (!done) return { done: false, value };
          this.#before = undefined;
        }
        const step = this.#ready() ?? (await this.#nextLive());
        if (step) return step;
      }
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  /** A row that waits, of a page or live; what else there is to say is left to `next`. */
  ready(): StreamItem | undefined {
    if (this.#before) return this.#paged();
    if (this.#over) return undefined;
    const queue = this.#ticket?.queue;
    for (let row = queue?.takeRow(); row; row = queue?.takeRow()) if (this.#isNew(row)) return this.#event(row);
    return undefined;
  }

  /** Ends it now, also while somebody waits for the next item. */
  return(): Promise<Step> {
    this.#leave();
    return Promise.resolve(DONE);
  }

  throw(error: unknown): Promise<Step> {
    this.#leave();
    return Promise.reject(error);
  }

  /** A snapshot was read at a place: the stream goes on behind it, and leaves out what stands in the snapshot already. */
  beginAfter({ epoch, waiting, ...place }: LogPlace & { epoch: string; waiting: readonly string[] }): string {
    if (epoch !== this.#epoch) throw this.#newEpoch();
    this.#skipTo(place);
    this.#seen = new Set(waiting);
    return this.#cursor();
  }

  #skipTo(place: LogPlace): void {
    if (place.position > this.#place.position) this.#place = place;
  }

  #isNew(row: LogRow): boolean {
    return row.position > this.#place.position && !this.#seen.has(row.eventId);
  }

  #leave(): void {
    this.#over = true;
    this.#ticket?.leave();
  }

  #isOver(): boolean {
    return this.#over || this.#options.follower.draining;
  }

  #join(): Ticket {
    const { follower, subscription } = this.#options;
    this.#ticket = follower.join(subscription);
    return this.#ticket;
  }

  async *#beginning(): Items {
    const { subscription, resume } = this.#options;
    if (subscription.after !== undefined) this.#place = await resume();
    yield* this.#catchUp();
    if (!this.#isOver()) yield this.#sign('SNAPSHOT_END');
  }

  /** Reads up to the follower, which by then keeps what follows: no gap, and no overlap. */
  async *#catchUp(): Items {
    const { follower } = this.#options;
    let isFirst = true;
    while (!this.#ticket && follower.place.position - this.#place.position > REACH && !this.#isOver()) {
      yield* this.#page(isFirst);
      isFirst = false;
    }
    if (follower.epoch !== this.#epoch) throw this.#newEpoch();
    const { from } = this.#ticket ?? this.#join();
    while (this.#place.position < from.position && !this.#isOver()) {
      yield* this.#page(isFirst);
      isFirst = false;
    }
  }

  async *#page(isFirst: boolean): Items {
    const { catchUp, subscription } = this.#options;
    const after = this.#place.position;
    const { rows, upTo, head, oldest } = await catchUp.pageAfter(subscription, after, isFirst);
    assertKept(after, { head, oldest });
    this.#rows = rows.values();
    for (let item = this.#paged(); item; item = this.#paged()) yield item;
    if (!this.#isOver()) this.#skipTo(upTo);
  }

  /** The next row of the page that is being read. */
  #paged(): StreamItem | undefined {
    if (this.#isOver()) return undefined;
    for (const row of this.#rows) if (this.#isNew(row)) return this.#event(row);
    return undefined;
  }

  /** What can be given without waiting. */
  #ready(): Step | undefined {
    const { queue } = this.#ticket ?? this.#join();
    for (let taken = queue.take(); taken !== undefined; taken = queue.take()) {
      if (typeof taken === 'string') return this.#turn(taken);
      // A cursor of another node may be ahead of this one's follower: what it had is not given again.
      if (this.#isNew(taken)) return { done: false, value: this.#event(taken) };
    }
    return undefined;
  }

  /** Undefined: look again. Asked twice, for rows may have come since: the follower is passed only in one step with this. */
  async #nextLive(): Promise<Step | undefined> {
    const queue = this.#ticket?.queue;
    if (!queue || this.#before) return undefined;
    if (queue.idle) await queue.wait(this.#options.heartbeatMs);
    return queue.idle ? { done: false, value: this.#heartbeat() } : undefined;
  }

  /** What a queue without a row says. Undefined: go on. */
  #turn(why: 'BEHIND' | QueueEnd): Step | undefined {
    if (why === 'TOO_SLOW') throw this.#tooSlow();
    if (why === 'NEW_EPOCH') throw this.#newEpoch();
    if (why === 'BEHIND') {
      this.#ticket?.leave();
      this.#ticket = undefined;
      this.#before = this.#catchUp();
      return undefined;
    }
    const wasLeft = this.#over;
    this.#leave();
    return why === 'LEFT' || wasLeft ? DONE : { done: false, value: this.#sign('HEARTBEAT') };
  }

  #event(row: LogRow): StreamItem {
    this.#place = row;
    return { kind: 'EVENT', row, cursor: this.#cursor() };
  }

  /** Nothing is waiting: what the follower passed was not for this reader. */
  #heartbeat(): StreamItem {
    this.#skipTo(this.#options.follower.place);
    return this.#sign('HEARTBEAT');
  }

  #sign(kind: 'SNAPSHOT_END' | 'HEARTBEAT'): StreamItem {
    return { kind, cursor: this.#cursor() };
  }

  #cursor(): string {
    return this.#options.cursorAt(this.#epoch, this.#place);
  }

  #tooSlow(): CorridorError {
    const message = 'too many events were waiting for this subscriber; subscribe again after the cursor in `details`';
    return new CorridorError('CONSUMER_TOO_SLOW', 'retry-later', message, { cursor: this.#cursor() });
  }

  #newEpoch(): CorridorError {
    return tooOld('the event log was restored while it was being read', { cursor: this.#cursor() });
  }
}
