import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * The append-only event log: one row an event revision and consignment (law 3.2). `event_id` is the dedupe key. `position` is given after
 * commit by the one sequencer (law 3.3); NULL means not yet in any stream.
 *
 * One partition a `day` of the database's own clock, `event_log_default` as the net. What is past its retention leaves the streams as a
 * whole partition, for `event_archive`; the view `event_history` is both. Unique over all partitions is an `event_id` by the lock of its
 * consignment, and a `position` by the fence of the sequencer: an index can say so of one day only.
 */
export const eventLog = pgTable(
  'event_log',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    day: date('day').notNull().default(sql`((now() at time zone 'UTC')::date)`),
    eventId: text('event_id').notNull(),
    position: bigint('position', { mode: 'number' }),
    consignmentId: uuid('consignment_id').notNull(),
    sequence: integer('sequence').notNull(),
    factId: text('fact_id'),
    type: text('type').notNull(),
    classifier: text('classifier').notNull(),
    places: text('places').array().notNull(),
    equipment: text('equipment'),
    correction: boolean('correction').notNull(),
    cause: text('cause'),
    body: jsonb('body').notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull(),
    /** Who may see a row that is about no consignment; null: the consignment tells. */
    accessKeys: text('access_keys').array(),
  },
  table => [
    primaryKey({ name: 'event_log_key', columns: [table.id, table.day] }),
    unique('event_log_event').on(table.eventId, table.day),
    unique('event_log_position').on(table.position, table.day),
    index('event_log_waiting').on(table.id).where(sql`position is null`),
    index('event_log_consignment').on(table.consignmentId, table.sequence),
    index('event_log_places').using('gin', table.places),
    index('event_log_recorded').on(table.recordedAt),
    index('event_log_equipment').on(table.equipment, table.position).where(sql`equipment is not null`),
    index('event_log_type').on(table.type, table.position),
  ],
);

/** One row: the epoch of the log's positions. A restore from backup starts a new one. */
export const logState = pgTable('log_state', {
  only: boolean('only').primaryKey().default(true),
  epoch: uuid('epoch').notNull(),
  head: bigint('head', { mode: 'number' }).notNull().default(0),
  /** The first position that streams still keep: what is below was archived. */
  oldest: bigint('oldest', { mode: 'number' }).notNull().default(1),
});
