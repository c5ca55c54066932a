import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A vehicle at a gate, and the lane that it was sent to. One row a passage; a changed decision replaces the lane and keeps the arrival. */
export const lanePassage = pgTable(
  'lane_passage',
  {
    id: uuid('id').primaryKey(),
    gate: text('gate').notNull(),
    plate: text('plate').notNull(),
    equipment: text('equipment').notNull(),
    consignmentId: uuid('consignment_id'),
    channel: text('channel'),
    state: text('state').notNull(),
    reasons: text('reasons').array().notNull(),
    arrivedAt: timestamp('arrived_at', { withTimezone: true }).notNull(),
    decidedAt: timestamp('decided_at', { withTimezone: true }).notNull(),
    decidedBy: text('decided_by').notNull(),
  },
  table => [
    index('lane_passage_newest').on(table.equipment, table.gate, table.arrivedAt),
    index('lane_passage_of').on(table.consignmentId, table.arrivedAt),
  ],
);

/** Gate-ins that ask for a lane, and consignments with an open passage of which something became known; written by a trigger on the event log. */
export const laneDue = pgTable('lane_due', {
  serial: bigint('serial', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  consignmentId: uuid('consignment_id').notNull(),
  /** The event of the gate-in; null where an open passage is to be decided anew. */
  gateIn: jsonb('gate_in'),
});
