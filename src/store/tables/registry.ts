import { bigint, boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * Registers of risk control, bitemporal: `valid_*` is when an entry holds in the world, `known_*` from its approval until it was superseded.
 * Rows are never changed but for being decided and being superseded.
 */
export const registryEntry = pgTable(
  'registry_entry',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    serial: bigint('serial', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    register: text('register').notNull(),
    /** The entry's own identity: two entries of one key follow each other. */
    key: text('key').notNull(),
    /** What it is looked up by: a party identifier, an HS code, `equipment:…`. */
    subject: text('subject').notNull(),
    body: jsonb('body').notNull(),
    /** Words of a watched name. */
    tokens: text('tokens').array().notNull(),
    validFrom: timestamp('valid_from', { withTimezone: true }).notNull(),
    validTo: timestamp('valid_to', { withTimezone: true }),
    state: text('state').notNull(), // PROPOSED APPROVED REJECTED
    /** An entry that only ends what was known of its key. */
    ends: boolean('ends').notNull().default(false),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull(),
    reason: text('reason').notNull(),
    decidedBy: text('decided_by'),
    /** The archived messages by which it was proposed and decided; none where it came with a file. */
    proposalMessage: uuid('proposal_message'),
    decisionMessage: uuid('decision_message'),
    knownFrom: timestamp('known_from', { withTimezone: true }),
    knownTo: timestamp('known_to', { withTimezone: true }),
  },
  table => [
    index('registry_entry_subject').on(table.register, table.subject),
    index('registry_entry_key').on(table.register, table.key),
    index('registry_entry_tokens').using('gin', table.tokens),
  ],
);
