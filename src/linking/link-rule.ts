import type { Fact } from '../messages/fact.ts';
import type { Anchors } from './anchors.ts';
import type { BoxTrips } from './box-trips.ts';
import type { IdentifierIndex } from './identifier-index.ts';

/** The match orders of law 2.3, and the train of a rail booking. */
export type MatchRule =
  | 'DOCUMENT_NUMBER'
  | 'UCR'
  | 'EQUIPMENT_AND_DOCUMENT'
  | 'EQUIPMENT_AND_VOYAGE'
  | 'EQUIPMENT_AND_TIME'
  | 'SEAL_AND_TIME'
  | 'TRAIN';

export type LinkConfidence = 'ASSERTED' | 'DERIVED' | 'AMBIGUOUS';

/** Which consignments a fact is about, and on what evidence. Several with AMBIGUOUS means: one of these, nobody knows which. */
export interface Match {
  readonly rule: MatchRule;
  readonly confidence: LinkConfidence;
  readonly consignments: readonly string[];
  /** The identifier that matched, as `scheme|value`. */
  readonly on: string;
}

export interface LinkContext {
  readonly index: IdentifierIndex;
  readonly anchors: Anchors;
  readonly trips: BoxTrips;
}

/** One way to find the consignment of a fact; undefined where this way does not apply, so that the next may try. */
export interface LinkRule {
  readonly name: MatchRule;
  match(fact: Fact, context: LinkContext): Match | undefined;
}
