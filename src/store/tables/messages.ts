import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
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

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Raw messages as received, never changed (law 1.1). `receipt` is the last answer given about the message. */
export const message = pgTable(
  'message',
  {
    id: uuid('id').primaryKey(),
    sender: text('sender').notNull(),
    sha256: text('sha256').notNull(),
    feed: text('feed').notNull(),
    bytes: bytea('bytes').notNull(),
    fileName: text('file_name'),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    status: text('status').notNull(), // RECEIVED ACCEPTED PARTIAL QUARANTINED
    messageType: text('message_type'),
    adapter: text('adapter'),
    adapterVersion: integer('adapter_version'),
    facts: integer('facts').notNull().default(0),
    issues: jsonb('issues').notNull().default(sql`'[]'::jsonb`),
    /** VERIFIED PRESENT ABSENT, decided before the message was archived; null: it came before signatures were looked at. */
    signature: text('signature'),
    /**
     * The key that seals `bytes`; null: they came before there were keys and stand open. No foreign key: a key's row is never deleted, and to
     * look for it at each message is a quarter of what archiving costs the database.
     */
    keyId: uuid('key_id'),
    /** The key is destroyed and the bytes are gone; digest and sender stay. */
    erasedAt: timestamp('erased_at', { withTimezone: true }),
  },
  table => [
    unique('message_sender_sha256').on(table.sender, table.sha256),
    index('message_feed').on(table.sender, table.feed, table.status, table.receivedAt),
    index('message_status').on(table.status, table.receivedAt),
  ],
);

/**
 * Canonical facts, append-only (law 1.2). `position` is the order in which they became known, which asOf compares; `known_at` is the
 * database's clock at that moment. A fact that a later reading replaced counts up to `replaced_position` (law 1.6).
 */
export const fact = pgTable(
  'fact',
  {
    id: text('id').primaryKey(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    messageId: uuid('message_id')
      .notNull()
      .references(() => message.id),
    origin: text('origin').notNull(),
    kind: text('kind').notNull(),
    /** Without what is personal, where `sealed` holds that. */
    body: jsonb('body').notNull(),
    sealed: bytea('sealed'),
    /** That of its message. */
    keyId: uuid('key_id'),
    knownAt: timestamp('known_at', { withTimezone: true }).notNull(),
    /** LINKED, JOURNEY, UNLINKED or AMBIGUOUS: what the linker last made of it. */
    linkState: text('link_state').notNull(),
    replacedPosition: bigint('replaced_position', { mode: 'number' }),
  },
  table => [
    index('fact_position').on(table.position),
    index('fact_known').on(table.knownAt, table.position),
    index('fact_message').on(table.messageId),
    index('fact_unplaced').on(table.position).where(sql`link_state in ('UNLINKED', 'AMBIGUOUS')`),
  ],
);

/** Every identifier that a fact quotes: what linking looks up. */
export const factReference = pgTable(
  'fact_reference',
  {
    scheme: text('scheme').notNull(),
    value: text('value').notNull(),
    issuer: text('issuer').notNull().default(''),
    factId: text('fact_id')
      .notNull()
      .references(() => fact.id),
  },
  table => [
    primaryKey({ columns: [table.scheme, table.value, table.factId, table.issuer] }),
    index('fact_reference_fact').on(table.factId),
  ],
);

/** When facts waited in a queue, UNLINKED or AMBIGUOUS, by positions; a trigger notes it (law 1.4). */
export const factWaiting = pgTable(
  'fact_waiting',
  {
    factId: text('fact_id')
      .notNull()
      .references(() => fact.id),
    state: text('state').notNull(),
    knownFrom: bigint('known_from', { mode: 'number' }).notNull(),
    knownTo: bigint('known_to', { mode: 'number' }),
  },
  table => [index('fact_waiting_fact').on(table.factId), index('fact_waiting_state').on(table.state, table.knownFrom)],
);
