import type { ConveyanceClaim, PlaceClaim } from '../messages/claims.ts';
import type { EventClassifier } from '../messages/event-type.ts';
import type { TransportCallFact } from '../messages/fact.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Claims } from './claim.ts';
import type { EventEntry } from './consignment-slice.ts';
import type { Stated } from './stated.ts';

/** A voyage or train run: a shared document of its own, so that a schedule change rewrites one row. */
export interface JourneyDocument {
  readonly keys: readonly string[]; // `VOYAGE|IMO:…/123E`, `TRAIN|…`
  readonly mode: ConveyanceClaim['mode'];
  readonly number: string;
  readonly conveyance: Claims<ConveyanceClaim>;
  readonly service: Claims<string>;
  readonly calls: readonly JourneyCall[];
  readonly events: readonly EventEntry[];
  /** Of a train; absent in documents of before there were any. */
  readonly wagons?: readonly TrainWagon[];
}

/** A wagon in a train from a place of its run on. */
export interface TrainWagon extends Stated {
  readonly number: string;
  readonly equipment: string | null;
  readonly place: PlaceClaim | null;
  readonly time: TimeValue;
}

export interface JourneyCall {
  readonly sequence: number;
  readonly place: PlaceClaim;
  readonly callReference: string | null;
  readonly visitReference: string | null;
  /** What each source says of the call as a whole: the values above are those of the first that tells them. */
  readonly statements: readonly CallStatement[];
  /** Numbers of the voyages that the stay ends and begins: they can differ, and belong together. */
  readonly importVoyage?: string | null;
  readonly exportVoyage?: string | null;
  readonly status: Claims<NonNullable<TransportCallFact['status']>>;
  readonly timestamps: readonly CallTimestamp[];
}

export interface CallStatement extends Stated {
  readonly sequence: number | null;
  readonly place: PlaceClaim;
  readonly callReference: string | null;
  readonly visitReference: string | null;
  readonly importVoyage: string | null;
  readonly exportVoyage: string | null;
}

export interface CallTimestamp extends Stated {
  readonly event: 'ARRIVAL' | 'DEPARTURE';
  readonly at: 'PORT' | 'BERTH';
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  readonly assertedAt: string | null;
  readonly reason: string | null;
}
