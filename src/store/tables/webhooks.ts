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
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

/** Who is called with the events of the log, and how far: survives restarts, and is shared by all hubs of a database. */
export const webhook = pgTable(
  'webhook',
  {
    id: uuid('id').primaryKey(),
    /** The partner and its purpose, or the role: whose rights decide what is sent. */
    partner: text('partner'),
    purpose: text('purpose').notNull(),
    role: text('role'),
    sub: text('sub').notNull(),
    client: text('client').notNull(),
    /** The name in the partner's file; absent for one that was registered by the API. */
    name: text('name'),
    url: text('url').notNull(),
    allowPrivate: boolean('allow_private').notNull(),
    filter: jsonb('filter').notNull(),
    selection: text('selection').notNull(),
    status: text('status').notNull(),
    /** Everything up to here was delivered, or is a dead letter. */
    epoch: text('epoch').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    failures: integer('failures').notNull().default(0),
    failingSince: timestamp('failing_since', { withTimezone: true }),
    nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
    lastError: text('last_error'),
    lastSuccessAt: timestamp('last_success_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    secretNumber: integer('secret_number').notNull().default(0),
    overlapUntil: timestamp('overlap_until', { withTimezone: true }),
  },
  table => [unique('webhook_name').on(table.partner, table.name), index('webhook_due').on(table.status, table.nextAt)],
);

/** Events that a webhook did not take for as long as it is tried. */
export const webhookDeadLetter = pgTable(
  'webhook_dead_letter',
  {
    webhookId: uuid('webhook_id').notNull(),
    eventId: text('event_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    attempts: integer('attempts').notNull(),
    error: text('error').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
  },
  table => [primaryKey({ columns: [table.webhookId, table.eventId] })],
);
