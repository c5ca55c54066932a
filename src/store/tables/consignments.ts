import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Hub ids. `merged_into` keeps a retired id resolving (law 2.4); `last_sequence` numbers the events of the log. */
export const consignment = pgTable(
  'consignment',
  {
    id: uuid('id').primaryKey(),
    mergedInto: uuid('merged_into'),
    lastSequence: integer('last_sequence').notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  },
  // Lists go through it, from either end.
  table => [index('consignment_updated').on(table.updatedAt, table.id).where(sql`merged_into is null`)],
);

/** Append-only: which hub id an anchor was given, in order. Rebuild reads it (law 1.3). */
export const consignmentAnchor = pgTable(
  'consignment_anchor',
  {
    serial: bigint('serial', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    anchor: text('anchor').notNull(), // scheme|value or scheme|value|issuer
    consignmentId: uuid('consignment_id')
      .notNull()
      .references(() => consignment.id),
  },
  table => [primaryKey({ columns: [table.anchor, table.consignmentId] })],
);

/** The fold's result: one document a consignment and subgraph slice. */
export const consignmentSlice = pgTable(
  'consignment_slice',
  {
    consignmentId: uuid('consignment_id')
      .notNull()
      .references(() => consignment.id),
    slice: text('slice').notNull(),
    body: jsonb('body').notNull(),
    /** Parts of the consignment's own slice (slice-parts.ts), as text: what only passes through is not taken apart. */
    events: json('events'),
    boxes: json('boxes'),
    travel: json('travel'),
    goods: json('goods'),
    parties: json('parties'),
    evidence: json('evidence'),
    /** Of which version of the fold the document is: readers read no other. */
    foldVersion: integer('fold_version').notNull(),
    /** Something that it is made of has changed since: the tables of places, or what was erased (law 1.6). */
    stale: boolean('stale').notNull().default(false),
  },
  table => [
    primaryKey({ columns: [table.consignmentId, table.slice] }),
    // What is to be folded again is asked at every start, and mostly nothing is.
    index('consignment_slice_fold').on(table.foldVersion, table.consignmentId),
    index('consignment_slice_stale').on(table.consignmentId).where(sql`stale`),
  ],
);

/** Look-up by any number on any document. */
export const consignmentIdentifier = pgTable(
  'consignment_identifier',
  {
    scheme: text('scheme').notNull(),
    value: text('value').notNull(),
    issuer: text('issuer').notNull().default(''),
    consignmentId: uuid('consignment_id')
      .notNull()
      .references(() => consignment.id),
    origins: text('origins').array().notNull(),
  },
  table => [
    primaryKey({ columns: [table.value, table.scheme, table.consignmentId, table.issuer] }),
    index('consignment_identifier_consignment').on(table.consignmentId),
  ],
);

/**
 * What can be filtered, one row a consignment and origin, so that a filter reads only what its reader may see (law 4.2). Rows are
 * closed, not changed: they hold from `known_from` up to `known_to`.
 */
export const consignmentFilter = pgTable(
  'consignment_filter',
  {
    consignmentId: uuid('consignment_id')
      .notNull()
      .references(() => consignment.id),
    origin: text('origin').notNull(),
    status: text('status').notNull(),
    originCountry: text('origin_country'),
    destinationCountry: text('destination_country'),
    places: text('places').array().notNull(),
    parties: text('parties').array().notNull(),
    hsCodes: text('hs_codes').array().notNull(),
    voyages: text('voyages').array().notNull(),
    countries: text('countries').array().notNull().default(sql`'{}'`),
    accessKeys: text('access_keys').array().notNull(),
    knownFrom: bigint('known_from', { mode: 'number' }).notNull(),
    knownTo: bigint('known_to', { mode: 'number' }),
    /** When the origin last told something of the consignment: what others tell moves it in no reader's list but theirs (law 4.4). */
    toldAt: timestamp('told_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.consignmentId, table.origin, table.knownFrom] }),
    index('consignment_filter_status').on(table.status, table.consignmentId).where(sql`known_to is null`),
    index('consignment_filter_destination')
      .on(table.destinationCountry, table.consignmentId)
      .where(sql`known_to is null`),
    index('consignment_filter_origin_country')
      .on(table.originCountry, table.consignmentId)
      .where(sql`known_to is null`),
    index('consignment_filter_places').using('gin', table.places).where(sql`known_to is null`),
    index('consignment_filter_parties').using('gin', table.parties).where(sql`known_to is null`),
    index('consignment_filter_hs').using('gin', table.hsCodes).where(sql`known_to is null`),
    index('consignment_filter_voyages').using('gin', table.voyages).where(sql`known_to is null`),
    index('consignment_filter_access').using('gin', table.accessKeys).where(sql`known_to is null`),
  ],
);

/**
 * By what lists for readers of parts are walked: a row for each origin that speaks of a consignment, with when it last told something, and for
 * each country that anybody names as either end. What anybody states only finds a candidate: whether the reader may read it is decided on
 * `consignment_filter` (law 4.4).
 */
export const consignmentTold = pgTable(
  'consignment_told',
  {
    consignmentId: uuid('consignment_id')
      .notNull()
      .references(() => consignment.id),
    origin: text('origin').notNull(),
    status: text('status').notNull(),
    /** Empty where nobody states one. */
    originCountry: text('origin_country').notNull(),
    destinationCountry: text('destination_country').notNull(),
    toldAt: timestamp('told_at', { withTimezone: true }).notNull(),
  },
  table => [
    primaryKey({
      name: 'consignment_told_key',
      columns: [table.consignmentId, table.origin, table.originCountry, table.destinationCountry],
    }),
    index('consignment_told_any').on(table.toldAt, table.consignmentId),
    index('consignment_told_status').on(table.status, table.toldAt, table.consignmentId),
    index('consignment_told_destination').on(table.destinationCountry, table.toldAt, table.consignmentId),
    index('consignment_told_status_destination').on(
      table.status,
      table.destinationCountry,
      table.toldAt,
      table.consignmentId,
    ),
    index('consignment_told_ends').on(table.originCountry, table.destinationCountry, table.toldAt, table.consignmentId),
  ],
);

/** Links with their evidence. A link that no longer holds is withdrawn, never deleted (law 2.4). */
export const consignmentLink = pgTable(
  'consignment_link',
  {
    consignmentId: uuid('consignment_id')
      .notNull()
      .references(() => consignment.id),
    factId: text('fact_id').notNull(),
    rule: text('rule').notNull(),
    confidence: text('confidence').notNull(),
    onIdentifier: text('on_identifier').notNull(),
    linkedAt: timestamp('linked_at', { withTimezone: true }).notNull(),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    /** The positions from and until which it was known to hold; 0: since before that was kept. */
    knownFrom: bigint('known_from', { mode: 'number' })
      .notNull()
      .default(sql`coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, 0)`),
    knownTo: bigint('known_to', { mode: 'number' }),
  },
  table => [
    primaryKey({ columns: [table.consignmentId, table.factId, table.linkedAt] }),
    index('consignment_link_fact').on(table.factId),
  ],
);
