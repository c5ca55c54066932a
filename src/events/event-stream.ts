import type { EventVisibility } from '../policy/reads.ts';
import type { Sql } from '../store/database.ts';
import type { EventConditions, LogRow } from '../store/event-reader.ts';
import type { ReadyItems } from './ready-items.ts';

/** What a subscriber gets: an event, the sign that the snapshot is over, or a sign of life; each with the cursor to come back with. */
export type StreamItem =
  | { readonly kind: 'EVENT'; readonly cursor: string; readonly row: LogRow }
  | { readonly kind: 'SNAPSHOT_END' | 'HEARTBEAT'; readonly cursor: string };

export interface Subscription {
  /** Binds the cursor: who subscribes (partner or subject), and a digest of its filter. */
  readonly subscriber: string;
  readonly conditions: EventConditions;
  readonly keys: EventVisibility;
  /** Cursor to resume after; absent: from now on. */
  readonly after?: string | undefined;
  /** What the subscriber wrote, where `conditions` may be looked up otherwise next time (a merge gives a consignment another id). */
  readonly filter?: unknown;
}

/** A stream that begins with a snapshot of the graph (law 3.4). */
export interface SnapshotStream {
  /** Behind the snapshot: what is in it does not come again, and nothing falls between. Read the snapshot first. */
  readonly items: ReadyItems<StreamItem>;
  /** Reads the snapshot: whatever the work reads by `sql` is of one moment, the moment of the cursor. */
  read<T>(work: (sql: Sql, cursor: string) => Promise<T>): Promise<T>;
}

/** The event log as streams (law 3). An ended iterator throws a CorridorError with a typed code, or returns when the hub drains. */
export interface EventStream {
  /**
   * With `after`: the events since, then SNAPSHOT_END, then live ones. Without: SNAPSHOT_END, then the events from this call on. Last of
   * all, when the hub drains, a HEARTBEAT with the cursor to resume with.
   */
  subscribe(subscription: Subscription): ReadyItems<StreamItem>;
  /** Throws at once what the first item of `subscribe` would throw: CURSOR_TOO_OLD, CURSOR_FOREIGN or CURSOR_FUTURE. */
  assertResumable(subscription: Pick<Subscription, 'subscriber' | 'conditions' | 'filter' | 'after'>): Promise<void>;
  /** The cursor of the newest event, for a snapshot taken now. */
  headCursor(subscriber: string, conditions: EventConditions, filter?: unknown): Promise<string>;
  /** The events of some consignments, which `conditions` name, behind a snapshot of them. */
  snapshotThenLive(subscription: Omit<Subscription, 'after'>): SnapshotStream;
  /** A reading that many subscribers ask for within the same second, done once for all who name it alike. */
  shared<T>(name: string, work: () => Promise<T>): Promise<T>;
}
