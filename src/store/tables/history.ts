import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Counts of past traffic, a day and bucket a row: reads are ranges of the primary key, so that more rows change its depth, not its shape. */
export const historyCount = pgTable(
  'history_count',
  {
    family: text('family').notNull(),
    key: text('key').notNull(),
    day: date('day').notNull(),
    bucket: integer('bucket').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
    a: numeric('a').notNull(),
    b: numeric('b').notNull(),
  },
  table => [primaryKey({ columns: [table.family, table.key, table.day, table.bucket] })],
);

/** Who used an identifier, and when. */
export const historySeen = pgTable(
  'history_seen',
  {
    kind: text('kind').notNull(),
    value: text('value').notNull(),
    consignmentId: uuid('consignment_id').notNull(),
    context: text('context').notNull(),
    from: timestamp('used_from', { withTimezone: true }).notNull(),
    to: timestamp('used_to', { withTimezone: true }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.kind, table.value, table.consignmentId, table.context] }),
    index('history_seen_consignment').on(table.consignmentId),
  ],
);

/** What each consignment has added so far: its next fold adds the difference. */
export const historyContribution = pgTable(
  'history_contribution',
  {
    consignmentId: uuid('consignment_id').primaryKey(),
    rows: jsonb('rows').notNull(),
    /** When the first and the last of it happened: what happened after a moment is taken off when that moment is asked about. */
    firstAt: timestamp('first_at', { withTimezone: true }),
    lastAt: timestamp('last_at', { withTimezone: true }),
  },
  table => [index('history_contribution_when').on(table.lastAt, table.firstAt)],
);

/** Consignments whose documents changed since they were rolled up; written by a trigger on their slices, append-only. */
export const historyDue = pgTable('history_due', {
  serial: bigint('serial', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  consignmentId: uuid('consignment_id').notNull(),
});
