import type { ConveyanceClaim, EquipmentClaim, ItemClaim, Mass, Money, PartyClaim, PlaceClaim } from './claims.ts';
import type { EventClassifier, EventType } from './event-type.ts';
import type { FactBase } from './fact-base.ts';
import type { AssistanceFact, CertificateFact, InspectionFact, PartnerRecordFact } from './partner-facts.ts';
import type { TimeValue } from './time-value.ts';

/** Something that happened, is expected or is planned (contract: ConsignmentEvent). */
export interface EventFact extends FactBase<'EVENT'> {
  readonly type: EventType;
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  /** EQUIPMENT and TRANSPORT events name a box or a conveyance; the rest name a document, a declaration or a UCR. */
  readonly subject: 'EQUIPMENT' | 'TRANSPORT' | 'DOCUMENT' | 'DECLARATION' | 'GOODS' | 'BOOKING';
  readonly place?: PlaceClaim;
  readonly equipment?: EquipmentClaim;
  readonly conveyance?: ConveyanceClaim;
  /** UN/EDIFACT 8249: what the move is part of. A TRANSHIPMENT discharge is not an arrival at destination. */
  readonly movement?: 'EXPORT' | 'IMPORT' | 'REMAIN_ON_BOARD' | 'SHIFT' | 'TRANSHIPMENT';
  /** Between lorry and ship's side without stacking: direct pick-up, direct loading. */
  readonly direct?: boolean;
  /** The code as the sender wrote it, with its list. */
  readonly rawCode?: string;
  readonly reason?: string;
  /** Free remarks for people: delay reason, error texts of a rejection. */
  readonly remarks?: string;
}

/** Takes back an event that its sender reported under `target`; may arrive before it, and may itself be taken back. */
export interface RetractionFact extends FactBase<'RETRACTION'> {
  /** The `key` of the event, or where the standard has no keys, the event as first sent (its content is compared). */
  readonly target: { readonly key?: string; readonly event?: Omit<EventFact, 'position' | 'issues'> };
  /** TRUE reinstates what an earlier retraction took back. */
  readonly reinstates?: boolean;
  readonly reason?: string;
}

/** A transport document or one consignment line of a manifest: master or house bill, waybill. */
export interface TransportDocumentFact extends FactBase<'TRANSPORT_DOCUMENT'> {
  readonly document: {
    /** Absent where the message does not tell master from house. */
    readonly type?: 'MASTER_BL' | 'HOUSE_BL' | 'SEA_WAYBILL' | 'AWB' | 'THROUGH_BILL';
    readonly number: string;
    readonly issuer?: string;
  };
  /** The master bill that a house bill is consolidated under. */
  readonly master?: { readonly number: string; readonly issuer?: string };
  readonly status?: 'DRAFT' | 'ISSUED' | 'SURRENDERED' | 'VOID' | 'CANCELLED';
  readonly issuedAt?: TimeValue;
  readonly goodsDescription?: string;
  readonly origin?: PlaceClaim;
  readonly placeOfLoading?: PlaceClaim;
  readonly placeOfDischarge?: PlaceClaim;
  readonly destination?: PlaceClaim;
  readonly office?: PlaceClaim;
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly EquipmentClaim[];
  readonly grossMass?: Mass;
  readonly packages?: number;
  readonly conveyance?: ConveyanceClaim;
  /** Bills that this one was split from, merged from, reissued for or continues (sea–rail). */
  readonly relations?: readonly {
    readonly type: 'SPLIT_FROM' | 'MERGED_FROM' | 'REISSUES' | 'CONTINUES';
    readonly number: string;
    readonly issuer?: string;
  }[];
}

/** One version of a customs declaration, or the amendment or cancellation that a declarant asks for. */
export interface DeclarationFact extends FactBase<'DECLARATION'> {
  readonly function: 'ORIGINAL' | 'AMENDMENT' | 'CANCELLATION';
  readonly number?: string; // MRN or 18-digit entry number; absent before acceptance
  readonly localReference?: string; // LRN
  readonly version?: number;
  readonly typeCode?: string;
  readonly direction?: 'IMPORT' | 'EXPORT' | 'TRANSIT';
  readonly country?: string; // of the customs it is lodged with
  readonly office?: PlaceClaim;
  readonly goodsLocation?: PlaceClaim;
  readonly lodgedAt?: TimeValue;
  readonly procedure?: string;
  readonly incoterm?: string;
  readonly originCountry?: string;
  readonly dispatchCountry?: string;
  readonly destinationCountry?: string;
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly EquipmentClaim[];
  readonly conveyance?: ConveyanceClaim;
  readonly grossMass?: Mass;
  readonly packages?: number;
  readonly value?: Money;
  readonly previousDocuments?: readonly { readonly type: string; readonly number: string }[];
  /** For AMENDMENT: what is changed, as pointers of the standard, with the new value where it is given. */
  readonly changes?: readonly { readonly pointer: string; readonly value?: string }[];
  readonly reason?: string;
}

/** What customs answered about a declaration (WCO response). Its event is a separate EVENT fact at the same position. */
export interface DeclarationStatusFact extends FactBase<'DECLARATION_STATUS'> {
  readonly functionCode: string; // WCO response function code, two digits
  readonly number?: string;
  readonly localReference?: string;
  readonly version?: number;
  readonly issuedAt?: TimeValue;
  readonly errors?: readonly { readonly code: string; readonly pointer?: string; readonly text?: string }[];
  readonly taxes?: readonly { readonly type: string; readonly amount?: Money }[];
}

/** One call of a vessel in a schedule, with what is planned, expected and done there. */
export interface TransportCallFact extends FactBase<'TRANSPORT_CALL'> {
  readonly conveyance: ConveyanceClaim;
  readonly service?: string;
  /** Voyage numbers of the stay: import (arriving) and export (departing) can differ. */
  readonly importVoyage?: string;
  readonly exportVoyage?: string;
  readonly universalImportVoyage?: string;
  readonly universalExportVoyage?: string;
  readonly callReference?: string;
  readonly visitReference?: string;
  readonly sequence?: number;
  readonly place: PlaceClaim;
  readonly status?:
    | 'OMITTED'
    | 'BLANK'
    | 'AD_HOC'
    | 'PHASE_OUT'
    | 'PHASE_IN'
    | 'ROTATION_CHANGE'
    | 'SLIDING'
    | 'CUT_AND_RUN';
  readonly timestamps: readonly {
    readonly event: 'ARRIVAL' | 'DEPARTURE';
    readonly at: 'PORT' | 'BERTH';
    readonly classifier: EventClassifier;
    readonly time: TimeValue;
    readonly reason?: string;
  }[];
}

/** A booking of transport, of any mode; `mode` RAIL makes it a RailBooking of the graph. */
export interface BookingFact extends FactBase<'BOOKING'> {
  readonly mode: 'RAIL' | 'SEA' | 'ROAD' | 'AIR' | 'INLAND_WATER' | 'UNKNOWN';
  readonly number: string;
  readonly carrier?: string;
  readonly carrierName?: string;
  readonly function: 'REQUEST' | 'CHANGE' | 'CANCEL' | 'CONFIRM' | 'REJECT';
  readonly requestedAt?: TimeValue;
  readonly origin?: PlaceClaim;
  readonly destination?: PlaceClaim;
  readonly cutOff?: TimeValue;
  readonly plannedDeparture?: TimeValue;
  readonly plannedArrival?: TimeValue;
  /** TAF train id or the carrier's train or voyage number. */
  readonly journey?: string;
  readonly wagons: readonly string[];
  readonly equipment: readonly EquipmentClaim[];
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly noteNumber?: string;
}

/** An SMGS, CIM or CIM/SMGS consignment note. */
export interface RailNoteFact extends FactBase<'RAIL_NOTE'> {
  readonly number: string;
  readonly noteType: 'SMGS' | 'CIM' | 'CIM_SMGS';
  readonly carrier?: string; // contracting carrier, RICS or UIC company code
  readonly contractedAt?: TimeValue;
  readonly arrivedAt?: TimeValue;
  readonly origin?: PlaceClaim;
  readonly destination?: PlaceClaim;
  readonly borderStations: readonly PlaceClaim[];
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly EquipmentClaim[];
  readonly wagons: readonly string[];
  readonly journey?: string;
  readonly bookingNumber?: string;
  readonly declarations: readonly string[];
  readonly grossMass?: Mass;
}

/** Where a box stands in a terminal. */
export interface YardPositionFact extends FactBase<'YARD_POSITION'> {
  readonly equipment: EquipmentClaim;
  readonly place: PlaceClaim; // with a YARD code
  readonly time: TimeValue;
}

export type Fact =
  | EventFact
  | RetractionFact
  | TransportDocumentFact
  | DeclarationFact
  | DeclarationStatusFact
  | TransportCallFact
  | BookingFact
  | RailNoteFact
  | CertificateFact
  | InspectionFact
  | PartnerRecordFact
  | AssistanceFact
  | YardPositionFact;

export type FactKind = Fact['kind'];
