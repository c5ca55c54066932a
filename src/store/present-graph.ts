import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { CorridorError } from '../errors.ts';
import type { KeptJourney, StoredJourney } from './journey-reader.ts';

/**
 * What the facts give now, of consignments and journeys whose stored documents another version of the fold wrote (law 1.6): such a document
 * has members that mean something else, or lacks some, and reaches no reader.
 */
export interface PresentGraph {
  documents(ids: readonly string[]): Promise<ReadonlyMap<string, ConsignmentDocument>>;
  /** With every document there. */
  journeys<K>(kept: ReadonlyMap<K, KeptJourney>): Promise<Map<K, StoredJourney>>;
}

/** Nothing is answered where something is stored that cannot be read. */
export function notFolded(): CorridorError {
  const message =
    'this is stored as another version of the hub wrote it, and could not be made anew: it is being folded again';
  return new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message);
}
