import type { AccessKeys } from '../store/consignment-reader.ts';
import type { EventConditions, LogRow } from '../store/event-reader.ts';

/** What a subscriber gets: an event, the sign that the snapshot is over, or a sign of life; each with the cursor to come back with. */
export type StreamItem =
  | { readonly kind: 'EVENT'; readonly cursor: string; readonly row: LogRow }
  | { readonly kind: 'SNAPSHOT_END' | 'HEARTBEAT'; readonly cursor: string };

export interface Subscription {
  /** Binds the cursor: who subscribes (partner or subject), and a digest of its filter. */
  readonly subscriber: string;
  readonly conditions: EventConditions;
  readonly keys: AccessKeys;
  /** Cursor to resume after; absent: from now on. */
  readonly after?: string | undefined;
}

/** The event log as streams (law 3). An ended iterator throws a CorridorError with a typed code, or returns when the hub drains. */
export interface EventStream {
  subscribe(subscription: Subscription): AsyncIterableIterator<StreamItem>;
  /** The cursor of the newest event, for a snapshot taken now. */
  headCursor(subscriber: string, conditions: EventConditions): Promise<string>;
}
