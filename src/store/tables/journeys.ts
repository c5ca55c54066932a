import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A voyage or train run, shared by its consignments: a document of its own. */
export const journey = pgTable('journey', {
  id: uuid('id').primaryKey(),
  mode: text('mode').notNull(),
  body: jsonb('body').notNull(),
  /** Of which version of the fold the document is: readers read no other. */
  foldVersion: integer('fold_version').notNull().default(0),
  /** Something that it is made of has changed since: the tables of places, or what was erased (law 1.6). */
  stale: boolean('stale').notNull().default(false),
  mergedInto: uuid('merged_into'),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
});

/** Under which keys (`VOYAGE|IMO:9118018/123E`, `TRAIN|…`) a journey is found. */
export const journeyKey = pgTable('journey_key', {
  key: text('key').primaryKey(),
  journeyId: uuid('journey_id')
    .notNull()
    .references(() => journey.id),
});
