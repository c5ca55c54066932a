import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * What customs of a country thought of a consignment, and everything it was thought from: append-only. Context and result are canonical
 * text, so that a replay is compared byte by byte. Of assessments that come out alike one after the other the first is kept.
 */
export const riskAssessment = pgTable(
  'risk_assessment',
  {
    serial: bigint('serial', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    id: uuid('id').notNull().unique(),
    consignmentId: uuid('consignment_id').notNull(),
    country: text('country').notNull(),
    assessedAt: timestamp('assessed_at', { withTimezone: true }).notNull(),
    packVersion: text('pack_version').notNull(),
    packHash: text('pack_hash').notNull(),
    listsHash: text('lists_hash').notNull(),
    contextHash: text('context_hash').notNull(),
    engineVersion: text('engine_version').notNull(),
    /** As of when registers and history were read. */
    registersAt: timestamp('registers_at', { withTimezone: true }).notNull(),
    /** The day whose sealed seed made the draw; null where nothing was drawn. */
    seedDay: text('seed_day'),
    notified: text('notified'),
    orderId: uuid('order_id'),
    context: text('context').notNull(),
    result: text('result').notNull(),
    /** The result without what differs from one moment to the next. */
    outcomeHash: text('outcome_hash').notNull(),
    channel: text('channel').notNull(),
    score: integer('score').notNull(),
    fired: text('fired').array().notNull(),
  },
  table => [
    index('risk_assessment_newest').on(table.consignmentId, table.country, table.serial),
    index('risk_assessment_fired').using('gin', table.fired),
  ],
);

/** How a consignment stands with the customs of a country. */
export const riskStanding = pgTable(
  'risk_standing',
  {
    consignmentId: uuid('consignment_id').notNull(),
    country: text('country').notNull(),
    assessmentId: uuid('assessment_id').notNull(),
    channel: text('channel').notNull(),
    /** Told to the trader: from then on only an officer lowers it. */
    notified: boolean('notified').notNull(),
    /** The officer's order that holds. */
    orderId: uuid('order_id'),
    outcomeHash: text('outcome_hash').notNull(),
    /** What of the registers was asked, so that a changed entry finds whom it concerns. */
    subjects: text('subjects').array().notNull(),
  },
  table => [
    primaryKey({ columns: [table.consignmentId, table.country] }),
    index('risk_standing_subjects').using('gin', table.subjects),
    index('risk_standing_channel').on(table.channel, table.country, table.consignmentId),
  ],
);

/** An officer lowered a channel: who, when, why, and the archived message of it. */
export const channelOrder = pgTable(
  'channel_order',
  {
    id: uuid('id').primaryKey(),
    consignmentId: uuid('consignment_id').notNull(),
    country: text('country').notNull(),
    assessmentId: uuid('assessment_id').notNull(),
    from: text('from_channel').notNull(),
    channel: text('channel').notNull(),
    reasonCode: text('reason_code').notNull(),
    text: text('text').notNull(),
    orderedBy: text('ordered_by').notNull(),
    orderedAt: timestamp('ordered_at', { withTimezone: true }).notNull(),
    messageId: uuid('message_id').notNull(),
    /** The rules that had fired when the officer decided. */
    fired: text('fired').array().notNull(),
  },
  table => [index('channel_order_of').on(table.consignmentId, table.country)],
);

/** The files of every pack that ever assessed: what was assessed stays replayable when the pack has changed. */
export const rulePackFiles = pgTable(
  'rule_pack_files',
  {
    hash: text('hash').notNull(),
    listsHash: text('lists_hash').notNull(),
    version: text('version').notNull(),
    files: jsonb('files').notNull(),
    keptAt: timestamp('kept_at', { withTimezone: true }).notNull(),
  },
  table => [primaryKey({ columns: [table.hash, table.listsHash] })],
);

/** Consignments to be assessed anew; written by triggers, append-only. */
export const assessmentDue = pgTable('assessment_due', {
  serial: bigint('serial', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  consignmentId: uuid('consignment_id').notNull(),
});

/** What a candidate pack would have decided, beside what was decided: never read where a channel is decided or told. */
export const shadowAssessment = pgTable(
  'shadow_assessment',
  {
    consignmentId: uuid('consignment_id').notNull(),
    country: text('country').notNull(),
    packHash: text('pack_hash').notNull(),
    packVersion: text('pack_version').notNull(),
    assessedAt: timestamp('assessed_at', { withTimezone: true }).notNull(),
    channel: text('channel').notNull(),
    score: integer('score').notNull(),
    fired: text('fired').array().notNull(),
    /** Of the pack in force, at the same moment and on the same context. */
    liveChannel: text('live_channel').notNull(),
    liveFired: text('live_fired').array().notNull(),
  },
  table => [primaryKey({ columns: [table.packHash, table.consignmentId, table.country] })],
);
