import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * The append-only event log: one row an event revision and consignment (law 3.2). `event_id` is the dedupe key. `position` is given after
 * commit by the one sequencer (law 3.3); NULL means not yet in any stream.
 */
export const eventLog = pgTable(
  'event_log',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: text('event_id').notNull().unique(),
    position: bigint('position', { mode: 'number' }).unique(),
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
  },
  table => [
    index('event_log_waiting').on(table.id).where(sql`position is null`),
    index('event_log_consignment').on(table.consignmentId, table.sequence),
  ],
);

/** One row: the epoch of the log's positions. A restore from backup starts a new one. */
export const logState = pgTable('log_state', {
  only: boolean('only').primaryKey().default(true),
  epoch: uuid('epoch').notNull(),
  head: bigint('head', { mode: 'number' }).notNull().default(0),
});
