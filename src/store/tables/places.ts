import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** What a source states of a place, as the hub knew it from one load until another changed it: nothing is ever overwritten. */
export const placeVersion = pgTable(
  'place_version',
  {
    placeId: text('place_id').notNull(),
    source: text('source').notNull(),
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull(),
    knownTo: timestamp('known_to', { withTimezone: true }),
    body: jsonb('body').notNull(),
  },
  table => [
    primaryKey({ columns: [table.placeId, table.source, table.knownFrom] }),
    index('place_version_source').on(table.source),
  ],
);

/** Under which keys (`CODE|UNLOCODE|CNTXG`, `PARENT|…`) places are looked up: a superset, the versions decide. */
export const placeKey = pgTable(
  'place_key',
  { key: text('key').notNull(), placeId: text('place_id').notNull() },
  table => [primaryKey({ columns: [table.key, table.placeId] })],
);

/** What the last load of the shipped files was: a start with the same files loads nothing. */
export const placeLoad = pgTable('place_load', {
  name: text('name').primaryKey(),
  digest: text('digest').notNull(),
  loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull(),
});

/** That the tables of places changed, at the position of what was known by then. The fold reads them as it reads facts (law 1.4). */
export const placeChange = pgTable('place_change', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  source: text('source').notNull(),
  position: bigint('position', { mode: 'number' }).notNull(),
  knownAt: timestamp('known_at', { withTimezone: true }).notNull(),
  /** The time of the load, by which versions are dated. */
  loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull(),
});
