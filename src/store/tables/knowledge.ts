import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * How often registers and history changed, counted by triggers in the transactions that change them: who reads the same count reads the
 * same registers and the same history.
 */
export const knowledgeVersion = pgTable('knowledge_version', {
  kind: text('kind').primaryKey(), // REGISTRY HISTORY
  changes: bigint('changes', { mode: 'number' }).notNull(),
});
