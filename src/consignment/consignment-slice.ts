import type {
  ConveyanceClaim,
  ItemClaim,
  Mass,
  PartyClaim,
  PartyRole,
  PlaceClaim,
  SealClaim,
} from '../messages/claims.ts';
import type { EventClassifier, EventType } from '../messages/event-type.ts';
import type { EventFact } from '../messages/fact.ts';
import type { FeedIssueCode, Severity } from '../messages/feed-issue.ts';
import type { Position } from '../messages/position.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Claims } from './claim.ts';
import type { ConsignmentStatus } from './consignment-status.ts';
import type { Stated } from './stated.ts';

export interface ConsignmentSlice {
  readonly identifiers: readonly IdentifierEntry[];
  readonly status: {
    readonly value: ConsignmentStatus;
    readonly since: string | null;
    readonly origins: readonly string[];
    readonly fact: string | null;
  };
  readonly goodsDescription: Claims<string>;
  readonly origin: Claims<PlaceClaim>;
  readonly destination: Claims<PlaceClaim>;
  readonly placeOfLoading: Claims<PlaceClaim>;
  readonly placeOfDischarge: Claims<PlaceClaim>;
  readonly grossMass: Claims<Mass>;
  readonly packages: Claims<number>;
  readonly parties: readonly { readonly role: PartyRole; readonly claims: Claims<PartyClaim> }[];
  /** Each claim is one document's whole list of goods items. */
  readonly items: Claims<readonly ItemClaim[]>;
  readonly transportDocuments: readonly TransportDocumentEntry[];
  readonly equipmentUses: readonly EquipmentUseEntry[];
  readonly legs: readonly LegEntry[];
  readonly events: readonly EventEntry[];
  /** What the status is told by. */
  readonly course: CourseEntry;
  /** Arrivals where the goods go; absent where there is none. */
  readonly reached?: readonly ReachedEntry[];
  readonly issues: readonly IssueEntry[];
  readonly links: readonly LinkEntry[];
}

/** What a status is told by, and nothing else: a reader's own status is made of it without reading all events. */
export interface CourseEntry {
  /** Effective actual events that can move a status, in their order of time. */
  readonly events: readonly CourseEvent[];
  /** Everybody whose word there is of the consignment. */
  readonly heard: readonly string[];
}

export type CourseEvent = Pick<EventEntry, 'type' | 'origin' | 'fact' | 'fullness' | 'movement'> & {
  readonly at: string; // RFC 3339
};

export interface IdentifierEntry {
  readonly scheme: string; // UCR_D UCR_M MASTER_BL HOUSE_BL BOOKING DECLARATION LRN RAIL_NOTE RAIL_BOOKING CONTAINER SEAL WAGON …
  readonly issuer: string | null;
  readonly value: string;
  readonly origins: readonly string[];
}

export interface TransportDocumentEntry {
  readonly number: string;
  readonly issuer: string | null;
  /** Decided by the fold: a bill with houses is a MASTER_BL whoever calls it otherwise. */
  readonly type: 'MASTER_BL' | 'HOUSE_BL' | 'SEA_WAYBILL' | 'AWB' | 'THROUGH_BILL' | 'SMGS' | 'CIM' | 'CIM_SMGS';
  readonly master: { readonly number: string; readonly issuer: string | null } | null;
  /** DRAFT ISSUED SURRENDERED VOID CANCELLED, or SUPERSEDED where other bills took its place; the last word first. */
  readonly status: Claims<string>;
  readonly relations: readonly DocumentRelationEntry[];
  readonly issuedAt: Claims<TimeValue>;
  readonly placeOfLoading: Claims<PlaceClaim>;
  readonly placeOfDischarge: Claims<PlaceClaim>;
  readonly grossMass: Claims<Mass>;
  readonly packages: Claims<number>;
  readonly origins: readonly string[];
}

/** How a document stands to another, seen from this one. */
export interface DocumentRelationEntry extends Stated {
  readonly type:
    | 'SPLIT_FROM'
    | 'SPLIT_INTO'
    | 'MERGED_FROM'
    | 'MERGED_INTO'
    | 'REISSUES'
    | 'REISSUED_AS'
    | 'CONTINUES'
    | 'CONTINUED_BY';
  readonly number: string;
  readonly issuer: string | null;
}

/** One trip of one box within this consignment. */
export interface EquipmentUseEntry {
  readonly number: string;
  readonly wellFormed: boolean;
  readonly checkDigitValid: boolean;
  readonly from: string | null; // RFC 3339, first and last effective actual event of the trip
  readonly to: string | null;
  /** What began the trip and what ended it; not closed while the box is not back empty or stripped. */
  readonly opened: TripEdgeEntry | null;
  readonly closed: TripEdgeEntry | null;
  /** What can have begun it beside what happened, and what began the next trip of the box: a reader's own window is made of those that it may see. */
  readonly papers?: readonly TripEdgeEntry[];
  readonly next?: readonly TripEdgeEntry[];
  readonly sizeType: Claims<string>;
  readonly fullness: Claims<'FULL' | 'EMPTY'>;
  readonly load: Claims<'FCL' | 'LCL'>;
  readonly supplier: Claims<'SHIPPER' | 'CARRIER'>;
  readonly seals: Claims<SealClaim>;
  readonly sealCustody: readonly SealActionEntry[];
  readonly grossMass: Claims<Mass>;
  readonly verifiedGrossMass: Claims<Mass>;
  readonly tareMass: Claims<Mass>;
  readonly wagon: Claims<string>;
  readonly dangerous: Claims<boolean>;
  readonly reefer: Claims<boolean>;
  readonly origins: readonly string[];
}

export interface TripEdgeEntry extends Stated {
  readonly by: EventType | 'BOOKING' | 'TRANSPORT_DOCUMENT' | 'RAIL_NOTE';
  readonly at: TimeValue;
}

export interface SealActionEntry extends Stated {
  readonly action: 'DECLARED' | 'APPLIED' | 'READ' | 'CHANGED' | 'BROKEN';
  readonly number: string;
  readonly party: SealClaim['party'] | null;
  readonly condition: SealClaim['condition'] | null;
  readonly at: TimeValue | null;
  /** The number that was on the box before, where this one took its place. */
  readonly replaces: string | null;
}

export interface LegEntry {
  readonly sequence: number;
  readonly mode: ConveyanceClaim['mode'];
  /** Keys under which the voyage or train is found: `VOYAGE|IMO:9118018/123E`, `TRAIN|…`. */
  readonly journeys: readonly string[];
  readonly conveyance: Claims<ConveyanceClaim>;
  readonly from: Claims<PlaceClaim>;
  readonly to: Claims<PlaceClaim>;
  readonly departedAt: Claims<TimeValue>; // box loaded, or conveyance departed
  readonly arrivedAt: Claims<TimeValue>;
}

export interface EventEntry extends Stated {
  readonly type: EventType;
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  readonly subject: EventFact['subject'];
  readonly place?: PlaceClaim;
  readonly equipment?: string;
  readonly fullness?: 'FULL' | 'EMPTY';
  readonly movement?: EventFact['movement'];
  readonly conveyance?: ConveyanceClaim;
  readonly journeys: readonly string[];
  readonly references: readonly string[]; // `scheme|value`
  readonly direct?: boolean; // between lorry and ship's side, without stacking
  readonly rawCode?: string;
  readonly reason?: string;
  readonly remarks?: string;
  readonly effective: boolean;
  /** Replaces an earlier revision of the same event. */
  readonly correction: boolean;
  readonly supersededBy?: string; // fact id
  readonly retractedBy?: string; // fact id of the retraction
  /** The statement, whichever message repeats it: with its standing, the identity of a row of the event log (law 3.2). */
  readonly revision: string;
}

/** Fact ids: an arrival, and the claim of a destination that is the same place. */
export interface ReachedEntry {
  readonly event: string;
  readonly destination: string;
}

export interface IssueEntry extends Stated {
  /** Of a contradiction that reaches beyond the consignment: everybody whose word it is made of. */
  readonly origins?: readonly string[];
  readonly code:
    | FeedIssueCode
    | 'SEAL_MISMATCH'
    | 'ACTUAL_TIMES_CONFLICT'
    | 'SPLIT_WEIGHT_MISMATCH'
    | 'SPLIT_PACKAGES_MISMATCH'
    | 'TRANSIT_DECLARATION_MISSING';
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly position: Position;
}

export interface LinkEntry extends Stated {
  readonly rule: string;
  readonly confidence: string;
  readonly on: string;
  readonly kind: string; // of the fact
  readonly messageId: string;
}
