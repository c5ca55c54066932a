import type {
  ConveyanceClaim,
  ItemClaim,
  Mass,
  Money,
  PartyClaim,
  PartyRole,
  PlaceClaim,
  SealClaim,
} from '../messages/claims.ts';
import type { EventClassifier, EventType } from '../messages/event-type.ts';
import type { EventFact, PartnerRecordFact, TransportCallFact } from '../messages/fact.ts';
import type { FeedIssueCode, Severity } from '../messages/feed-issue.ts';
import type { Position } from '../messages/position.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Claims } from './claim.ts';
import type { ConsignmentStatus } from './consignment-status.ts';

/** The fold's result: one document a consignment and subgraph slice, stored as it is (law 1.3). */
export interface ConsignmentDocument {
  readonly consignment: ConsignmentSlice;
  readonly customs: CustomsSlice;
  readonly port: PortSlice;
  readonly shipping: ShippingSlice;
  readonly rail: RailSlice;
  readonly partner: PartnerSlice;
}

export const SLICES = ['consignment', 'customs', 'port', 'shipping', 'rail', 'partner'] as const;
export type SliceName = (typeof SLICES)[number];

/** What is said by one origin in one fact. */
export interface Stated {
  readonly origin: string;
  readonly fact: string;
}

export interface IdentifierEntry {
  readonly scheme: string; // UCR_D UCR_M MASTER_BL HOUSE_BL BOOKING DECLARATION LRN RAIL_NOTE RAIL_BOOKING CONTAINER SEAL WAGON …
  readonly issuer: string | null;
  readonly value: string;
  readonly origins: readonly string[];
}

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
  readonly issues: readonly IssueEntry[];
  readonly links: readonly LinkEntry[];
}

export interface TransportDocumentEntry {
  readonly number: string;
  readonly issuer: string | null;
  /** Decided by the fold: a bill with houses is a MASTER_BL whoever calls it otherwise. */
  readonly type: 'MASTER_BL' | 'HOUSE_BL' | 'SEA_WAYBILL' | 'AWB' | 'THROUGH_BILL' | 'SMGS' | 'CIM' | 'CIM_SMGS';
  readonly master: { readonly number: string; readonly issuer: string | null } | null;
  readonly status: Claims<string>;
  readonly issuedAt: Claims<TimeValue>;
  readonly placeOfLoading: Claims<PlaceClaim>;
  readonly placeOfDischarge: Claims<PlaceClaim>;
  readonly grossMass: Claims<Mass>;
  readonly packages: Claims<number>;
  readonly origins: readonly string[];
}

/** One trip of one box within this consignment. */
export interface EquipmentUseEntry {
  readonly number: string;
  readonly wellFormed: boolean;
  readonly checkDigitValid: boolean;
  readonly from: string | null; // RFC 3339, first and last effective actual event of the trip
  readonly to: string | null;
  readonly sizeType: Claims<string>;
  readonly fullness: Claims<'FULL' | 'EMPTY'>;
  readonly seals: Claims<SealClaim>;
  readonly grossMass: Claims<Mass>;
  readonly verifiedGrossMass: Claims<Mass>;
  readonly wagon: Claims<string>;
  readonly dangerous: Claims<boolean>;
  readonly reefer: Claims<boolean>;
  readonly origins: readonly string[];
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
  readonly rawCode?: string;
  readonly reason?: string;
  readonly remarks?: string;
  readonly effective: boolean;
  /** Replaces an earlier revision of the same event. */
  readonly correction: boolean;
  readonly supersededBy?: string; // fact id
  readonly retractedBy?: string; // fact id of the retraction
}

export interface IssueEntry extends Stated {
  readonly code:
    | FeedIssueCode
    | 'SEAL_MISMATCH'
    | 'WEIGHT_MISMATCH'
    | 'PACKAGES_MISMATCH'
    | 'ACTUAL_TIMES_CONFLICT'
    | 'DECLARATION_REPLACED';
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

export interface DeclarationEntry {
  readonly key: string; // number, else LRN, else content
  readonly number: string | null;
  readonly localReference: string | null;
  readonly direction: 'IMPORT' | 'EXPORT' | 'TRANSIT' | null;
  readonly country: string | null;
  readonly typeCode: string | null;
  readonly status: DeclarationStatus;
  readonly statusAt: string | null;
  readonly lodgedAt: TimeValue | null;
  readonly acceptedAt: string | null;
  readonly releasedAt: string | null;
  readonly version: number | null;
  readonly procedure: string | null;
  readonly incoterm: string | null;
  readonly office: PlaceClaim | null;
  readonly goodsLocation: PlaceClaim | null;
  readonly originCountry: string | null;
  readonly dispatchCountry: string | null;
  readonly destinationCountry: string | null;
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly string[];
  readonly seals: readonly string[];
  readonly grossMass: Mass | null;
  readonly packages: number | null;
  readonly value: Money | null;
  readonly ucrs: readonly string[];
  readonly versions: readonly DeclarationVersionEntry[];
  readonly notifications: readonly DeclarationNotificationEntry[];
  readonly origin: string;
  readonly fact: string; // the version in force
}

export type DeclarationStatus =
  | 'LODGED'
  | 'RECEIVED'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'UNDER_CONTROL'
  | 'DOCUMENTS_REQUIRED'
  | 'RELEASED'
  | 'CLEARED'
  | 'INVALIDATED'
  | 'EXITED'
  | 'SUPERSEDED';

export interface DeclarationVersionEntry extends Stated {
  readonly function: 'ORIGINAL' | 'AMENDMENT' | 'CANCELLATION';
  readonly version: number | null;
  readonly at: string | null;
  readonly reason: string | null;
  readonly changes: readonly { readonly pointer: string; readonly value?: string }[];
  readonly inForce: boolean;
}

export interface DeclarationNotificationEntry extends Stated {
  readonly functionCode: string;
  readonly version: number | null;
  readonly at: string | null;
  readonly errors: readonly { readonly code: string; readonly pointer?: string; readonly text?: string }[];
}

export interface InspectionEntry extends Stated {
  readonly number: string;
  readonly authority: string;
  readonly method: string;
  readonly result: string;
  readonly performedAt: TimeValue | null;
  readonly place: PlaceClaim | null;
  readonly equipment: readonly string[];
  readonly imageAvailable: boolean | null;
  readonly sealApplied: string | null;
  readonly findings: string | null;
}

export interface CustomsSlice {
  readonly declarations: readonly DeclarationEntry[];
  readonly inspections: readonly InspectionEntry[];
}

export interface YardPositionEntry extends Stated {
  readonly equipment: string;
  readonly place: PlaceClaim;
  readonly time: TimeValue;
}

export interface PortSlice {
  readonly yardPositions: readonly YardPositionEntry[];
}

/** Sea bookings and the estimates of arrival that events (not schedules) state. */
export interface ShippingSlice {
  readonly bookings: readonly BookingEntry[];
}

export interface BookingEntry {
  readonly number: string;
  readonly carrier: string | null;
  readonly carrierName: string | null;
  readonly mode: string;
  readonly status: 'REQUESTED' | 'CHANGED' | 'CONFIRMED' | 'REJECTED' | 'CANCELLED';
  readonly requestedAt: TimeValue | null;
  readonly journey: string | null; // requested train or voyage
  readonly wagons: readonly string[];
  readonly containers: readonly string[];
  readonly origin: PlaceClaim | null;
  readonly destination: PlaceClaim | null;
  readonly cutOff: TimeValue | null;
  readonly plannedDeparture: TimeValue | null;
  readonly plannedArrival: TimeValue | null;
  readonly noteNumber: string | null;
  readonly revisions: readonly (Stated & {
    readonly function: string;
    readonly revision: number | null;
    readonly at: string | null;
  })[];
  readonly origins: readonly string[];
  readonly fact: string;
}

export interface RailNoteEntry extends Stated {
  readonly number: string;
  readonly noteType: string;
  readonly carrier: string | null;
  readonly contractedAt: TimeValue | null;
  readonly arrivedAt: TimeValue | null;
  readonly from: PlaceClaim | null;
  readonly to: PlaceClaim | null;
  readonly borderStations: readonly PlaceClaim[];
  readonly wagons: readonly string[];
  readonly containers: readonly string[];
  readonly journey: string | null;
  readonly bookingNumber: string | null;
  readonly declarations: readonly string[];
  readonly grossMass: Mass | null;
}

export interface RailSlice {
  readonly bookings: readonly BookingEntry[];
  readonly notes: readonly RailNoteEntry[];
}

export interface CertificateEntry extends Stated {
  readonly number: string;
  readonly type: string;
  readonly typeCode: string | null;
  readonly status: string;
  readonly statusCode: string | null;
  readonly replaces: string | null;
  readonly issuer: string | null;
  readonly issuedAt: TimeValue | null;
  readonly exportCountry: string | null;
  readonly importCountry: string | null;
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly string[];
  readonly seals: readonly string[];
}

export interface PartnerRecordEntry extends Stated {
  readonly recordKind: PartnerRecordFact['recordKind'];
  readonly number: string;
  readonly issuedAt: TimeValue | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly declaration: NonNullable<PartnerRecordFact['declaration']> | null;
  readonly vessel: ConveyanceClaim | null;
  readonly deadline: TimeValue | null;
  readonly confidential: boolean;
  readonly signed: PartnerRecordFact['signed'];
}

export interface PartnerSlice {
  readonly certificates: readonly CertificateEntry[];
  readonly partnerRecords: readonly PartnerRecordEntry[];
  readonly inspections: readonly InspectionEntry[];
}

/** A voyage or train run: a shared document of its own, so that a schedule change rewrites one row. */
export interface JourneyDocument {
  readonly keys: readonly string[]; // `VOYAGE|IMO:…/123E`, `TRAIN|…`
  readonly mode: ConveyanceClaim['mode'];
  readonly number: string;
  readonly conveyance: Claims<ConveyanceClaim>;
  readonly service: Claims<string>;
  readonly calls: readonly JourneyCall[];
  readonly events: readonly EventEntry[];
}

export interface JourneyCall {
  readonly sequence: number;
  readonly place: PlaceClaim;
  readonly callReference: string | null;
  readonly visitReference: string | null;
  readonly status: Claims<NonNullable<TransportCallFact['status']>>;
  readonly timestamps: readonly CallTimestamp[];
}

export interface CallTimestamp extends Stated {
  readonly event: 'ARRIVAL' | 'DEPARTURE';
  readonly at: 'PORT' | 'BERTH';
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  readonly assertedAt: string | null;
  readonly reason: string | null;
}
