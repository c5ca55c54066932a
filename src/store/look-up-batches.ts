import { identifierReads } from '../policy/reads.ts';
import type { ViewerPolicy } from '../policy/viewer-policy.ts';
import type { IdentifierLookup } from './consignment-reader.ts';
import type { Sql } from './database.ts';
import { findByIdentifiers, type VersionedConsignment } from './identifier-batch.ts';
import { NaturalBatch } from './natural-batch.ts';
import { versionedConsignments } from './visible-batch.ts';

type ByIdentifier = NaturalBatch<IdentifierLookup, readonly VersionedConsignment[]>;
type ById = NaturalBatch<string, VersionedConsignment | undefined>;

/** Look-ups of consignments, of all requests that read under one policy: one statement for those that are asked at a time. */
export class LookUpBatches {
  readonly #sql: Sql;
  readonly #byIdentifier = new WeakMap<ViewerPolicy, Map<string, ByIdentifier>>();
  readonly #byId = new WeakMap<ViewerPolicy, ById>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The visible consignments that have a number: at most two, for one is wanted, or that there are several. */
  byIdentifier(policy: ViewerPolicy, lookup: IdentifierLookup): Promise<readonly VersionedConsignment[]> {
    const batches: Map<string, ByIdentifier> = this.#byIdentifier.get(policy) ?? new Map();
    this.#byIdentifier.set(policy, batches);
    const { schemes } = lookup;
    const name = schemes.join();
    const batch =
      batches.get(name) ??
      new NaturalBatch(lookups => findByIdentifiers(this.#sql, schemes, identifierReads(policy), lookups));
    batches.set(name, batch);
    return batch.load(lookup);
  }

  /** A consignment by its hub id if it is visible. */
  byId(policy: ViewerPolicy, id: string): Promise<VersionedConsignment | undefined> {
    const batch =
      this.#byId.get(policy) ?? new NaturalBatch(ids => versionedConsignments(this.#sql, ids, policy.visibility()));
    this.#byId.set(policy, batch);
    return batch.load(id);
  }
}
