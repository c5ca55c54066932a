import { isFound, isSeen } from '../policy/candidate-sight.ts';
import { identifierReads } from '../policy/reads.ts';
import type { StatedRow } from '../policy/row-condition.ts';
import type { ViewerPolicy } from '../policy/viewer-policy.ts';
import { type Candidate, candidatesById, candidatesByIdentifier, MOST_CANDIDATES } from './candidate-reader.ts';
import { consignmentsByIdentifier, type IdentifierLookup, resolveConsignments } from './consignment-reader.ts';
import type { Sql } from './database.ts';
import { NaturalBatch } from './natural-batch.ts';

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

/**
 * Look-ups of consignments, of all requests: one statement for those that are asked at a time, whoever asks. Whether the reader may see what
 * was found is decided here, by the same conditions as the store asks in SQL; its documents are read only then.
 */
export class LookUpBatches {
  readonly #sql: Sql;
  readonly #byIdentifier: NaturalBatch<IdentifierLookup, readonly Candidate[]>;
  readonly #byId: NaturalBatch<string, Candidate | undefined>;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#byIdentifier = new NaturalBatch(lookups => candidatesByIdentifier(sql, lookups));
    this.#byId = new NaturalBatch(ids => candidatesById(sql, ids));
  }

  /** The visible consignments that have a number: at most two, for one is wanted, or that there are several. */
  async byIdentifier(policy: ViewerPolicy, lookup: IdentifierLookup): Promise<readonly FoundConsignment[]> {
    const reads = identifierReads(policy);
    const candidates = policy.asksAge ? undefined : await this.#byIdentifier.load(lookup);
    if (candidates && candidates.length <= MOST_CANDIDATES)
      return candidates.filter(each => isFound(each.names, each.stated, reads)).slice(0, MOST);
    return (await consignmentsByIdentifier(this.#sql, lookup, reads, MOST)).map(id => ({ id }));
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
