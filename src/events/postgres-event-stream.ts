import type { Sql } from '../store/database.ts';
import { type LogPlace, logHead, snapshotOfLog } from '../store/event-reader.ts';
import { inSnapshot } from '../store/snapshot.ts';
import { assertResumable, bindingOf, decodeCursor } from './cursor.ts';
import { CursorWriter } from './cursor-writer.ts';
import { Delivery } from './delivery.ts';
import type { QueueLimits } from './delivery-queue.ts';
import type { EventStream, SnapshotStream, Subscription } from './event-stream.ts';
import type { EventWire } from './event-wire.ts';
import { fewAtOnce } from './few-at-once.ts';
import { LogCatchUp } from './log-catch-up.ts';
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
  /** Brings rows from hub to hub beside the database; absent: each reads for itself when Postgres notifies it. */
  readonly wire?: EventWire | undefined;
  /** Told of what went wrong in the background and is being tried again. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface RunningEventStream extends EventStream {
  /** Resolves once events are sequenced and followed. */
  start(): Promise<void>;
  /** Drains: every iterator gives its last cursor and returns; the sequencer's office goes to another node. */
  stop(): Promise<void>;
  /** What was done since the start. */
  work(): { readonly evaluations: number };
}

const HEARTBEAT_MS = 14_000;
/** A snapshot holds a connection of the pool while what is asked of it is read. */
const SNAPSHOTS_AT_ONCE = 4;

/** The event log in Postgres as streams: this node's candidate for sequencer, its one reader of the log, and its subscribers. */
export function createEventStream(options: EventStreamOptions): RunningEventStream {
  const { sql, cursorKey, heartbeatMs = HEARTBEAT_MS, limits, onError } = options;
  const sequencer = createSequencer({ sql, onPlaced: () => options.wire && follower.wake(), onError });
  const { wire } = options;
  const follower = new LogFollower({ sql, limits, wire, isReader: () => sequencer.isElected(), onError });
  const catchUp = new LogCatchUp(sql);
  const cursors = new CursorWriter(cursorKey);
  const alone = fewAtOnce(SNAPSHOTS_AT_ONCE);

  const deliveryOf = (subscription: Subscription) => {
    const binding = bindingOfSubscription(subscription);
    return new Delivery({
      follower,
      catchUp,
      heartbeatMs,
      subscription,
      cursorAt: (epoch, place) => cursors.write(epoch, place, binding),
      resume: () => placeOfCursor(catchUp, cursorKey, subscription.after ?? '', binding),
    });
  };
  return {
    start: async () => {
      await sequencer.start();
      await follower.start();
    },
    stop: async () => {
      await Promise.all([follower.stop(), sequencer.stop()]);
    },
    work: () => ({ evaluations: follower.evaluations }),
    subscribe: deliveryOf,
    assertResumable: async subscription => {
      const { after } = subscription;
      if (after !== undefined) await placeOfCursor(catchUp, cursorKey, after, bindingOfSubscription(subscription));
    },
    headCursor: async (subscriber, conditions, filter = conditions) => {
      const { epoch, ...place } = await logHead(sql);
      return cursors.write(epoch, place, bindingOf(subscriber, filter));
    },
    snapshotThenLive: subscription => {
      const items = deliveryOf(subscription);
      const ids = subscription.conditions.consignmentIds ?? [];
      const read: SnapshotStream['read'] = work =>
        alone(() =>
          inSnapshot(sql, async snapshot => work(snapshot, items.beginAfter(await snapshotOfLog(snapshot, ids)))),
        );
      return { items, read };
    },
    shared: (name, work) => catchUp.shared(name, work),
  };
}

function bindingOfSubscription({ subscriber, conditions, filter = conditions }: Omit<Subscription, 'keys'>): string {
  return bindingOf(subscriber, filter);
}

async function placeOfCursor(catchUp: LogCatchUp, key: Uint8Array, after: string, binding: string): Promise<LogPlace> {
  const cursor = decodeCursor(key, after, binding);
  const extent = await catchUp.extentAt(cursor.position);
  assertResumable(key, cursor, extent);
  return { position: cursor.position, eventId: extent.eventId };
}
