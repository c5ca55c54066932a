import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Receipts of disclosures, in chains (law 4.7). Append-only: a trigger refuses changes. `position` is the order of reading. */
export const receipt = pgTable(
  'receipt',
  {
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    partner: text('partner').notNull(),
    day: date('day').notNull(),
    node: text('node').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    entry: jsonb('entry').notNull(),
  },
  table => [
    primaryKey({ columns: [table.partner, table.day, table.node, table.seq] }),
    index('receipt_position').on(table.position),
  ],
);

/** Whose data a receipt is about: how an origin finds who read it. */
export const receiptOrigin = pgTable(
  'receipt_origin',
  { origin: text('origin').notNull(), position: bigint('position', { mode: 'number' }).notNull() },
  table => [primaryKey({ columns: [table.origin, table.position] })],
);

/** The newest signed head of each chain. */
export const receiptHead = pgTable(
  'receipt_head',
  {
    partner: text('partner').notNull(),
    day: date('day').notNull(),
    node: text('node').notNull(),
    seq: integer('seq').notNull(),
    jws: text('jws').notNull(),
  },
  table => [primaryKey({ columns: [table.partner, table.day, table.node] })],
);

/** Heads that the partner has countersigned with a key of its own. Append-only. */
export const receiptWitness = pgTable(
  'receipt_witness',
  {
    partner: text('partner').notNull(),
    day: date('day').notNull(),
    node: text('node').notNull(),
    seq: integer('seq').notNull(),
    jws: text('jws').notNull(),
    witnessedAt: timestamp('witnessed_at', { withTimezone: true }).notNull(),
  },
  table => [primaryKey({ columns: [table.partner, table.day, table.node, table.seq] })],
);

/** Closed days, each with the Merkle root over its receipts, signed. `dropped_at`: its receipts were let go when their time was over. */
export const receiptDay = pgTable(
  'receipt_day',
  {
    partner: text('partner').notNull(),
    day: date('day').notNull(),
    jws: text('jws').notNull(),
    droppedAt: timestamp('dropped_at', { withTimezone: true }),
  },
  table => [primaryKey({ columns: [table.partner, table.day] })],
);
