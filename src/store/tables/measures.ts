import { sql } from 'drizzle-orm';
import { bigint, date, index, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { consignment } from './consignments.ts';

const columns = () => ({
  consignmentId: uuid('consignment_id')
    .notNull()
    .references(() => consignment.id),
  kind: text('kind').notNull(),
  key: text('key').notNull(),
  origin: text('origin').notNull(), // in whose words; 'hub' for what all of them say
  day: date('day').notNull(),
  value: numeric('value').notNull(),
  unit: text('unit').notNull(),
  label: text('label').notNull(),
  port: text('port').notNull(),
  direction: text('direction').notNull(),
  partnerCountry: text('partner_country').notNull(),
  tier: text('tier').notNull(),
  /** The position since which it is known; 0: since before that was kept. */
  knownFrom: bigint('known_from', { mode: 'number' })
    .notNull()
    .default(sql`coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, 0)`),
});

/**
 * What analysts count, one row a measured thing of a consignment, written by the fold and given by its document alone (docs/indicators.md).
 * `key` names the thing, so that what several consignments share (a declaration, a box move) counts once.
 */
export const measure = pgTable('measure', columns(), table => [
  primaryKey({ columns: [table.consignmentId, table.origin, table.kind, table.key] }),
  index('measure_kind').on(table.kind, table.origin, table.day),
]);

/** Rows of `measure` as they were until a position; a trigger keeps them (law 1.4). */
export const measurePast = pgTable(
  'measure_past',
  { ...columns(), knownTo: bigint('known_to', { mode: 'number' }).notNull() },
  table => [index('measure_past_kind').on(table.kind, table.origin, table.day)],
);
