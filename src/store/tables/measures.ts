import { date, index, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { consignment } from './consignments.ts';

/**
 * What analysts count, one row a measured thing of a consignment, written by the fold and given by its document alone (docs/indicators.md).
 * `key` names the thing, so that what several consignments share (a declaration, a box move) counts once.
 */
export const measure = pgTable(
  'measure',
  {
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
  },
  table => [
    primaryKey({ columns: [table.consignmentId, table.origin, table.kind, table.key] }),
    index('measure_kind').on(table.kind, table.origin, table.day),
  ],
);
