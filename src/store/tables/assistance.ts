import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';

/**
 * What was done in cases between administrations, append-only. It hangs on no consignment, and stands in no log that others read: whoever
 * is not named in `parties` (access keys) has no way to it.
 */
export const assistanceAct = pgTable(
  'assistance_act',
  {
    /** Digest of its content: the same act again is the same row. */
    id: text('id').primaryKey(),
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    caseId: uuid('case_id').notNull(),
    parties: text('parties').array().notNull(),
    body: jsonb('body').notNull(),
  },
  table => [index('assistance_act_case').on(table.caseId), index('assistance_act_parties').using('gin', table.parties)],
);
