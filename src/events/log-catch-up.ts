import DataLoader from 'dataloader';
import { CorridorError } from '../errors.ts';
import type { Sql } from '../store/database.ts';
import { eventsAt, type LogPage, logHead, logPageAfter } from '../store/event-reader.ts';
import type { LogExtent } from './cursor.ts';
import { SharedReads } from './shared-reads.ts';
import { type CohortTerms, cohortOf } from './stream-cohort.ts';

/**
 * Readers of one cohort begin at the same places, however their cursors differ; each skips what it has. A page holds as many rows as lie
 * between two such places, so that it always reaches beyond the cursor.
 */
const STRIDE = 512;
/** Those who come back within this time are answered by one statement. */
const GATHER_MS = 20;
const MOST_AT_ONCE = 5_000;

/** What is read of the log for those who come back: by cohort and range of positions, not by socket. */
export class LogCatchUp {
  readonly #sql: Sql;
  readonly #shared = new SharedReads();
  readonly #extents: DataLoader<number, LogExtent>;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#extents = new DataLoader(positions => this.#extentsAt(positions), {
      cache: false,
      maxBatchSize: MOST_AT_ONCE,
      batchScheduleFn: callback => setTimeout(callback, GATHER_MS),
    });
  }

  /** The log as it stands, and the event at one position of it. */
  extentAt(position: number): Promise<LogExtent> {
    return reading(() => this.#extents.load(position));
  }

  /** Rows after a position, and perhaps some before it: `isFirst` lets the page begin where those of others begin. */
  pageAfter(terms: CohortTerms, position: number, isFirst: boolean): Promise<LogPage> {
    const after = isFirst ? position - (position % STRIDE) : position;
    const name = `${cohortOf(terms)}/${after}`;
    const read = () => this.#shared.read(name, () => logPageAfter(this.#sql, { ...terms, after, limit: STRIDE }));
    return reading(async () => {
      const page = await read();
      if (page.upTo.position > position) return page;
      this.#shared.forget(name, page);
      return read();
    });
  }

  /** What else many ask at once, such as the consignment that a filter names. */
  shared<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#shared.read(`other/${name}`, work);
  }

  async #extentsAt(positions: readonly number[]): Promise<LogExtent[]> {
    // The head first: of a log that was empty when asked for its oldest event, a later head would look like events that are gone.
    const { epoch, position: head } = await logHead(this.#sql);
    const { oldest, events } = await eventsAt(this.#sql, [...new Set(positions)]);
    return positions.map(position => ({ epoch, head, oldest, eventId: events.get(position) }));
  }
}

/** A database that goes away ends a replay with a typed code; live streams wait for it with the follower. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CorridorError) throw error;
    const message = 'the event log cannot be read just now; subscribe again after the last cursor';
    throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message, { reason: String(error) });
  }
}
