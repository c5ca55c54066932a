import DataLoader from 'dataloader';
import type { Sql } from '../store/database.ts';

/** A reading that knows nothing of who asks. */
export type Reading<V> = (sql: Sql, keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;

const MOST_AT_ONCE = 1_000;
const gathering = new WeakMap<Sql, Map<Reading<unknown>, DataLoader<string, unknown>>>();

/**
 * What many requests ask of the database in the same moment is one statement, as when thousands of sockets come back, or a burst of events is
 * delivered. Nothing is remembered from one moment to the next, and each snapshot is read by itself.
 */
export function readTogether<V>(sql: Sql, read: Reading<V>): (keys: readonly string[]) => Promise<Map<string, V>> {
  return async keys => {
    const loader = loaderOf(sql, read);
    const values = await Promise.all(keys.map(key => loader.load(key)));
    const pairs = keys.map((key, place) => [key, values[place]] as const);
    return new Map(pairs.filter(([, value]) => value !== undefined) as [string, V][]);
  };
}

function loaderOf(sql: Sql, read: Reading<unknown>): DataLoader<string, unknown> {
  const ofSql = gathering.get(sql) ?? new Map<Reading<unknown>, DataLoader<string, unknown>>();
  gathering.set(sql, ofSql);
  const loader = ofSql.get(read) ?? gather(sql, read);
  ofSql.set(read, loader);
  return loader;
}

function gather(sql: Sql, read: Reading<unknown>): DataLoader<string, unknown> {
  const load = async (keys: readonly string[]) => {
    const found = await read(sql, [...new Set(keys)]);
    return keys.map(key => found.get(key));
  };
  return new DataLoader(load, { cache: false, maxBatchSize: MOST_AT_ONCE });
}
