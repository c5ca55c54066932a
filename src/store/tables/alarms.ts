import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * Alarms as they stand: one row per rule, subject, window and home, whichever node raised it (law 3.8). The home is a consignment; a box that
 * none is known for, a feed and a partner file have none. `body` is the whole alarm.
 */
export const alarm = pgTable(
  'alarm',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    rule: text('rule').notNull(),
    subject: text('subject').notNull(),
    occasion: text('occasion').notNull(),
    consignmentId: uuid('consignment_id'),
    equipment: text('equipment'),
    places: text('places').array().notNull(),
    origins: text('origins').array().notNull(),
    raisedAt: timestamp('raised_at', { withTimezone: true }).notNull(),
    revision: integer('revision').notNull(),
    body: jsonb('body').notNull(),
  },
  table => [
    uniqueIndex('alarm_once').on(
      table.rule,
      table.subject,
      table.occasion,
      sql`coalesce(consignment_id, '00000000-0000-0000-0000-000000000000')`,
    ),
    index('alarm_newest').on(table.raisedAt, table.id),
    index('alarm_of_consignment').on(table.consignmentId),
    index('alarm_of_subject').on(table.subject).where(sql`consignment_id is null`),
    index('alarm_open').on(table.kind, table.subject).where(sql`status <> 'CLOSED'`),
    index('alarm_of_equipment').on(table.equipment),
  ],
);

/** Every step in the life of an alarm, append-only: who, when and why, and what `asOf` reads. */
export const alarmRevision = pgTable(
  'alarm_revision',
  {
    alarmId: uuid('alarm_id').notNull(),
    revision: integer('revision').notNull(),
    type: text('type').notNull(),
    correction: boolean('correction').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** The archived message of a person's action, or of the sender whose message led to the step. */
    messageId: uuid('message_id'),
    body: jsonb('body').notNull(),
  },
  table => [primaryKey({ columns: [table.alarmId, table.revision] }), index('alarm_revision_at').on(table.at)],
);

/** One row: a digest of the limits by which alarms were last decided of everything that is known. */
export const alarmLimits = pgTable('alarm_limits', {
  only: boolean('only').primaryKey().default(true),
  digest: text('digest').notNull(),
});
