import { gatherBook } from '../places/gather-book.ts';
import type { PlaceBook } from '../places/place-book.ts';
import type { PlaceRecord } from '../places/place-record.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { PlaceEdition } from './place-changes.ts';
import { placesUnder } from './place-reader.ts';

/** Keys of one edition that are remembered before all are forgotten. */
const MOST = 50_000;
const EDITIONS = 8;

type Known = Map<string, readonly PlaceRecord[]>;

/** What was read lately of the tables of places, by edition: one edition never changes. */
export class PlaceTables {
  readonly #editions = new Map<number, Known>();

  book(sql: Sql | TransactionSql, edition: PlaceEdition, keys: readonly string[]): Promise<PlaceBook> {
    return gatherBook(keys, asked => this.#read(sql, edition, asked));
  }

  async #read(
    sql: Sql | TransactionSql,
    edition: PlaceEdition,
    keys: readonly string[],
  ): Promise<readonly PlaceRecord[]> {
    const known = this.#knownOf(edition);
    const unknown = keys.filter(key => !known.has(key));
    if (unknown.length > 0) {
      const found = await placesUnder(sql, unknown, edition.loadedAt);
      for (const key of unknown) known.set(key, found.get(key) ?? []);
    }
    return keys.flatMap(key => known.get(key) ?? []);
  }

  #knownOf({ id }: PlaceEdition): Known {
    const known = this.#editions.get(id) ?? new Map();
    this.#editions.delete(id);
    this.#editions.set(id, known.size > MOST ? new Map() : known);
    const [oldest] = this.#editions.keys();
    if (this.#editions.size > EDITIONS && oldest !== undefined) this.#editions.delete(oldest);
    return this.#editions.get(id) ?? known;
  }
}
