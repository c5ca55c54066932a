import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** The hub's keys, wrapped by CORRIDOR_SECRET, so that any node honours any token and cursor. */
export const hubKey = pgTable('hub_key', {
  id: text('id').primaryKey(), // JWK thumbprint, or a name for symmetric keys
  purpose: text('purpose').notNull(), // token, cursor, receipt
  publicKey: jsonb('public_key'),
  wrappedKey: text('wrapped_key').notNull(), // JWE, A256GCM under the secret
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});
