import { sql } from 'drizzle-orm';
import { customType, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** The hub's keys, wrapped by CORRIDOR_SECRET, so that any node honours any token and cursor. */
export const hubKey = pgTable('hub_key', {
  id: text('id').primaryKey(), // JWK thumbprint, or a name for symmetric keys
  purpose: text('purpose').notNull(), // token, cursor, receipt, data …
  publicKey: jsonb('public_key'),
  wrappedKey: text('wrapped_key').notNull(), // JWE, A256GCM under the secret
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(), // from when on it signs: every node knows it before
  retiresAt: timestamp('retires_at', { withTimezone: true }), // until when what it signed holds; null: no other was made since
});

/** Keys that seal messages and what is personal in their facts (law 1.6). One without `wrapped_key` is destroyed. */
export const dataKey = pgTable(
  'data_key',
  {
    id: uuid('id').primaryKey(),
    sender: text('sender').notNull(),
    feed: text('feed').notNull(),
    month: text('month').notNull(), // of receipt, UTC, such as 2026-03
    wrappedKey: bytea('wrapped_key'), // AES-256-GCM under the hub key `data`
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    erasedAt: timestamp('erased_at', { withTimezone: true }),
  },
  table => [
    uniqueIndex('data_key_standing').on(table.sender, table.feed, table.month).where(sql`wrapped_key is not null`),
  ],
);

/** What was erased, when and why. Its newest id tells every node that facts in memory may have become unreadable. */
export const erasure = pgTable('erasure', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  sender: text('sender').notNull(),
  feed: text('feed'), // null: every kind
  before: text('before').notNull(), // months before this one, such as 2026-03
  messages: integer('messages').notNull(),
  reason: text('reason').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
});
