import { bigint, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { message } from './messages.ts';

/** What operators did with messages in quarantine, append-only: none leaves it without a row here or a new delivery of its sender. */
export const quarantineAction = pgTable(
  'quarantine_action',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    messageId: uuid('message_id')
      .notNull()
      .references(() => message.id),
    action: text('action').notNull(), // REPLAYED DISCARDED
    actor: text('actor').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    reason: text('reason'),
    statusBefore: text('status_before').notNull(),
    /** Null: the replay has not ended, or a crash ended it. */
    statusAfter: text('status_after'),
  },
  table => [index('quarantine_action_message').on(table.messageId, table.id)],
);
