import type { FilterReads, IdentifierReads } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';

/** `ConsignmentFilter` of the contract, values normalised. Conditions are all to hold. */
export interface ConsignmentConditions {
  readonly statuses?: readonly string[] | undefined;
  readonly originCountry?: string | undefined;
  readonly destinationCountry?: string | undefined;
  readonly place?: string | undefined;
  readonly party?: string | undefined;
  readonly hsPrefix?: string | undefined;
  readonly voyage?: readonly string[] | undefined; // journey keys
  readonly channel?: ChannelCondition | undefined;
  readonly updatedAfter?: Date | undefined;
  readonly search?: string | undefined; // exact identifier of any scheme
  readonly direction?: { readonly country: string; readonly way: 'IMPORT' | 'EXPORT' } | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** In which channel customs put it: those of one country, or of any. */
export interface ChannelCondition {
  readonly channels: readonly string[];
  readonly country?: string | undefined;
  /** As it stood at this moment; now, unless given. */
  readonly asOf?: Date | undefined;
}

/** What the reader may filter by and search for (law 4.4). */
export interface ReaderReads {
  readonly columns: FilterReads;
  readonly identifiers: IdentifierReads;
}

/** A place in a list: when the consignment there last changed, to the microsecond, and its id. */
export interface ListPlace {
  readonly updatedAt: string;
  readonly id: string;
}

export interface ConsignmentPage {
  readonly conditions: ConsignmentConditions;
  /** What the reader sees; undefined: all. */
  readonly keys: Visibility;
  readonly reads: ReaderReads;
  /** The position as of which the list is read; absent: now. */
  readonly at?: number | undefined;
  /** Whether the version of each is named: what it is made of now. */
  readonly isVersioned?: boolean | undefined;
  readonly descending: boolean;
  readonly after?: ListPlace | undefined;
  readonly before?: ListPlace | undefined;
  readonly limit: number;
  /** Reads the page from its end: Relay's `last`. */
  readonly fromEnd: boolean;
}

export interface ListedConsignment extends ListPlace {
  readonly version?: string | undefined; // consignment-version.ts
}
