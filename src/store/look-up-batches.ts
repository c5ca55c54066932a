import type { StoredParts } from '../consignment/slice-parts.ts';
import { isFound, isSeen } from '../policy/candidate-sight.ts';
import { identifierReads } from '../policy/reads.ts';
import type { StatedRow } from '../policy/row-condition.ts';
import { isSighted, type ViewerPolicy } from '../policy/viewer-policy.ts';
import { type Candidate, candidatesById, candidatesByIdentifier, MOST_CANDIDATES } from './candidate-reader.ts';
import { consignmentsByIdentifier, type IdentifierLookup, resolveConsignments } from './consignment-reader.ts';
import type { Sql } from './database.ts';
import { JourneyShelf } from './journey-shelf.ts';
import type { ListPlace } from './list-page.ts';
import { NaturalBatch } from './natural-batch.ts';
import { readParts, type WantedSlice } from './parts-reader.ts';
import { statedRows } from './stated-rows.ts';

/** A consignment that its reader sees, as a look-up found it. */
export interface FoundConsignment {
  readonly id: string;
  /** consignment-version.ts; absent where what decides was not read with it. */
  readonly version?: string | undefined;
  /** What each origin states of it: by what agreements decide. */
  readonly stated?: readonly StatedRow[] | undefined;
}

/** At most two of a look-up are wanted: one, or that there are several. */
const MOST = 2;
/** So many slices go into one statement: a page of two hundred consignments into a few. */
const MOST_SLICES = 400;

/**
 * Look-ups of consignments, of all requests: one statement for those that are asked at a time, whoever asks. Whether the reader may see what
 * was found is decided here, by the same conditions as the store asks in SQL; its documents are read only then.
 */
export class LookUpBatches {
  readonly #sql: Sql;
  readonly #byIdentifier: NaturalBatch<IdentifierLookup, readonly Candidate[]>;
  readonly #byId: NaturalBatch<string, Candidate | undefined>;
  readonly #parts: NaturalBatch<WantedSlice, StoredParts | null | undefined>;
  readonly #stated: NaturalBatch<string, readonly StatedRow[]>;
  /** Voyages and trains. */
  readonly journeys: JourneyShelf;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#byIdentifier = new NaturalBatch(lookups => candidatesByIdentifier(sql, lookups));
    this.#byId = new NaturalBatch(ids => candidatesById(sql, ids));
    this.#parts = new NaturalBatch(wanted => readParts(sql, wanted), { most: MOST_SLICES });
    this.#stated = new NaturalBatch(async ids => {
      const rows = await statedRows(sql, ids, undefined);
      return ids.map(id => rows.get(id) ?? []);
    });
    this.journeys = new JourneyShelf(sql);
  }

  /** A slice with those of its parts that are wanted (parts-reader.ts). */
  parts(wanted: WantedSlice): Promise<StoredParts | null | undefined> {
    return this.#parts.load(wanted);
  }

  /** What each origin states of a consignment now. */
  stated(id: string): Promise<readonly StatedRow[]> {
    return this.#stated.load(id);
  }

  /** The visible consignments that have a number: at most two, for one is wanted, or that there are several. */
  async byIdentifier(policy: ViewerPolicy, lookup: IdentifierLookup): Promise<readonly FoundConsignment[]> {
    const reads = identifierReads(policy);
    const candidates = policy.asksAge ? undefined : await this.#byIdentifier.load(lookup);
    if (candidates && candidates.length <= MOST_CANDIDATES)
      return candidates.filter(each => isFound(each.names, each.stated, reads)).slice(0, MOST);
    return (await consignmentsByIdentifier(this.#sql, lookup, reads, MOST)).map(id => ({ id }));
  }

  /**
   * The visible consignments that have a number of any scheme, with when somebody whom the reader may read last told something of each; undefined
   * where the database itself must be asked.
   */
  async bySearch(policy: ViewerPolicy, value: string): Promise<readonly (Candidate & ListPlace)[] | undefined> {
    const visibility = policy.visibility();
    if (policy.asksAge || visibility === undefined) return undefined;
    const candidates = await this.#byIdentifier.load({ schemes: [], value });
    if (candidates.length > MOST_CANDIDATES) return undefined;
    const reads = identifierReads(policy);
    return candidates.flatMap(each => {
      const told = each.stated.filter(row => isSighted(row, visibility)).map(row => row.toldAt);
      const updatedAt = told.sort().at(-1) ?? '';
      return told.length > 0 && isFound(each.names, each.stated, reads) ? [{ ...each, updatedAt }] : [];
    });
  }

  /** A consignment by its hub id if it is visible. */
  async byId(policy: ViewerPolicy, id: string): Promise<FoundConsignment | undefined> {
    const visibility = policy.visibility();
    if (!policy.asksAge) {
      const candidate = await this.#byId.load(id);
      return candidate && isSeen(candidate.stated, visibility) ? candidate : undefined;
    }
    const found = (await resolveConsignments(this.#sql, [id], visibility)).get(id);
    return found === undefined ? undefined : { id: found };
  }
}
