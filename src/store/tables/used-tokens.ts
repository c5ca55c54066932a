import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** One-time tokens that were used, until they expire: any node refuses a second use. */
export const usedToken = pgTable(
  'used_token',
  {
    /** SHA-256 of issuer and `jti`. */
    id: text('id').primaryKey(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  table => [index('used_token_expires').on(table.expiresAt)],
);
