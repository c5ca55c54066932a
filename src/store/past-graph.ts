import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import type { StoredJourney } from './journey-reader.ts';

/** A consignment as it was known at a position, under the hub id that it had then. */
export interface PastConsignment {
  readonly id: string;
  readonly document: ConsignmentDocument;
}

/**
 * A message that can have changed a consignment: its facts became known up to `last`. Several messages may be written together: who sees
 * what is settled with the last of them.
 */
export interface KnownMessage {
  readonly messageId: string;
  readonly origin: string;
  readonly last: number;
  readonly settled: number;
  readonly knownAt: Date;
}

/** The graph as it was known: the same fold over the facts known at a position (law 1.4). It looks at everything; who may see is asked elsewhere. */
export interface PastGraph {
  /** The consignment that an id stood for; a retired id answers by its successor of then. */
  consignment(id: string, position: number): Promise<PastConsignment | undefined>;
  /** The consignments that any of the numbers, as `scheme|value`, led to. */
  quoting(keys: readonly string[], position: number): Promise<readonly PastConsignment[]>;
  journey(key: string, position: number): Promise<StoredJourney | undefined>;
  /** Messages that bear on a consignment and became known after `from`, up to `to`, in the order in which they did. */
  messages(id: string, from: number, to: number): Promise<readonly KnownMessage[]>;
}
