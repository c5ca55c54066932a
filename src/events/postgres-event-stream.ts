import type { Sql } from '../store/database.ts';
import { keptOfLog, type LogPlace, logHead } from '../store/event-reader.ts';
import { assertResumable, bindingOf, decodeCursor, encodeCursor } from './cursor.ts';
import { Delivery } from './delivery.ts';
import type { QueueLimits } from './delivery-queue.ts';
import type { EventStream, StreamItem, Subscription } from './event-stream.ts';
import { LogFollower } from './log-follower.ts';
import { createSequencer } from './sequencer.ts';

export interface EventStreamOptions {
  readonly sql: Sql;
  /** `HubKeys.cursorKey`: the same on every node. */
  readonly cursorKey: Uint8Array;
  /** How long a stream is quiet before it gives a sign of life; at most 15 s by law 3.4, so a little less. */
  readonly heartbeatMs?: number | undefined;
  /** What may wait for one subscriber; `QUEUE_LIMITS` unless given. */
  readonly limits?: QueueLimits | undefined;
  /** Told of what went wrong in the background and is being tried again. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface RunningEventStream extends EventStream {
  /** Resolves once events are sequenced and followed. */
  start(): Promise<void>;
  /** Drains: every iterator gives its last cursor and returns; the sequencer's office goes to another node. */
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 14_000;

/** The event log in Postgres as streams: this node's candidate for sequencer, its one reader of the log, and its subscribers. */
export function createEventStream(options: EventStreamOptions): RunningEventStream {
  const { sql, cursorKey, heartbeatMs = HEARTBEAT_MS, limits, onError } = options;
  const sequencer = createSequencer({ sql, onError });
  const follower = new LogFollower({ sql, limits, onError });
  const resume = (after: string, binding: string) => placeOfCursor(sql, cursorKey, after, binding);

  return {
    start: async () => {
      await sequencer.start();
      await follower.start();
    },
    stop: async () => {
      await Promise.all([follower.stop(), sequencer.stop()]);
    },
    subscribe: subscription => {
      const binding = bindingOfSubscription(subscription);
      const delivery = new Delivery({
        sql,
        follower,
        heartbeatMs,
        subscription,
        cursorAt: (epoch, place) => encodeCursor(cursorKey, epoch, place, binding),
        resume: () => resume(subscription.after ?? '', binding),
      });
      return endable(delivery);
    },
    assertResumable: async subscription => {
      if (subscription.after !== undefined) await resume(subscription.after, bindingOfSubscription(subscription));
    },
    headCursor: async (subscriber, conditions, filter = conditions) => {
      const { epoch, ...place } = await logHead(sql);
      return encodeCursor(cursorKey, epoch, place, bindingOf(subscriber, filter));
    },
  };
}

function bindingOfSubscription({ subscriber, conditions, filter = conditions }: Omit<Subscription, 'keys'>): string {
  return bindingOf(subscriber, filter);
}

async function placeOfCursor(sql: Sql, key: Uint8Array, after: string, binding: string): Promise<LogPlace> {
  const cursor = decodeCursor(key, after, binding);
  // The head first: of a log that was empty when asked for its oldest event, a later head would look like events that are gone.
  const { epoch, position } = await logHead(sql);
  const kept = await keptOfLog(sql, cursor.position);
  assertResumable(key, cursor, { epoch, head: position, ...kept });
  return { position: cursor.position, eventId: kept.eventId };
}

/** A generator alone would keep `return` waiting for a `next` that waits for an event. */
function endable(delivery: Delivery): AsyncIterableIterator<StreamItem> {
  const items = delivery.items();
  const iterator: AsyncIterableIterator<StreamItem> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => items.next(),
    return: () => {
      delivery.leave();
      return items.return(undefined);
    },
    throw: error => {
      delivery.leave();
      return items.throw(error);
    },
  };
  return iterator;
}
