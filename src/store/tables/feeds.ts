import { date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Signatures that were honoured once: the digest of what was signed, for an ECDSA signature has two forms and this has one. */
export const feedSignature = pgTable(
  'feed_signature',
  {
    partner: text('partner').notNull(),
    digest: text('digest').notNull(),
    sha256: text('sha256').notNull(),
    /** Absent: the signature carries no time, so that only this row tells a replay. */
    expiresAt: timestamp('expires_at', { withTimezone: true }),
  },
  table => [
    primaryKey({ columns: [table.partner, table.digest] }),
    index('feed_signature_expires').on(table.expiresAt),
  ],
);

/** Messages refused for their signature: one row a day and reason, so that who floods the hub does not fill the table. */
export const feedAlarm = pgTable(
  'feed_alarm',
  {
    partner: text('partner').notNull(),
    feed: text('feed').notNull(),
    reason: text('reason').notNull(),
    day: date('day').notNull(),
    times: integer('times').notNull(),
    firstAt: timestamp('first_at', { withTimezone: true }).notNull(),
    lastAt: timestamp('last_at', { withTimezone: true }).notNull(),
    detail: text('detail').notNull(),
    sha256: text('sha256').notNull(),
  },
  table => [primaryKey({ columns: [table.partner, table.feed, table.reason, table.day] })],
);

/** Where the polling of a partner's API stands: survives restarts, and is shared by all hubs of a database. */
export const feedPull = pgTable(
  'feed_pull',
  {
    partner: text('partner').notNull(),
    feed: text('feed').notNull(),
    url: text('url').notNull(),
    etag: text('etag'),
    cursor: text('cursor'),
    failures: integer('failures').notNull().default(0),
    nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
    lastPolledAt: timestamp('last_polled_at', { withTimezone: true }),
    lastSuccessAt: timestamp('last_success_at', { withTimezone: true }),
    lastErrorCode: text('last_error_code'),
    lastErrorAt: timestamp('last_error_at', { withTimezone: true }),
    lastErrorDetail: text('last_error_detail'),
  },
  table => [primaryKey({ columns: [table.partner, table.feed, table.url] })],
);
