/**
 * The mutual-sharing envelope 1.0 after its schema has accepted it (mutual-sharing-envelope.schema.json; explained in
 * docs/mutual-sharing-envelope.md). Members in capitals are elements of the WCO Data Model.
 */
export type EnvelopeKind = 'DECLARATION_SHARE' | 'INSPECTION_RESULT' | 'QUARANTINE_NOTICE' | 'ASSISTANCE_REQUEST';

interface EnvelopeHead {
  readonly mutualSharing: '1.0';
  readonly messageId: string;
  readonly messageTime: string;
  readonly sender: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly subscription?: string;
  readonly recordId: string;
  readonly revision: number;
  readonly supersedes?: string;
  readonly reinstates?: string;
  readonly reason?: string;
  readonly signature?: string;
}

export interface Withdrawal extends EnvelopeHead {
  readonly kind: EnvelopeKind;
  readonly withdraws: string;
  readonly reason: string;
}

export type SharedRecord = EnvelopeHead & { readonly withdraws?: undefined } & (
    | { readonly kind: 'DECLARATION_SHARE'; readonly payload: { readonly Declaration: SharedDeclaration } }
    | { readonly kind: 'INSPECTION_RESULT'; readonly payload: { readonly Inspection: SharedInspection } }
    | { readonly kind: 'QUARANTINE_NOTICE'; readonly payload: { readonly QuarantineNotice: SharedQuarantineNotice } }
    | { readonly kind: 'ASSISTANCE_REQUEST'; readonly payload: { readonly Assistance: SharedAssistance } }
  );

export type Envelope = SharedRecord | Withdrawal;

export interface SharedDeclaration {
  readonly ID: string;
  readonly FunctionalReferenceID?: string;
  readonly TypeCode: 'EX' | 'IM';
  readonly AcceptanceDateTime?: string;
  readonly DeclarationOfficeID?: string;
  readonly TotalPackageQuantity?: number;
  readonly TotalGrossMassMeasure?: SharedMass;
  readonly InvoiceAmount?: { readonly value: string; readonly currencyID: string };
  readonly AdditionalDocument?: readonly SharedDocument[];
  readonly GoodsShipment: SharedGoodsShipment;
}

export interface SharedGoodsShipment {
  readonly UCR?: { readonly ID: string };
  readonly PreviousDocument?: readonly { readonly ID: string; readonly TypeCode: 'DCR' | 'MCR' | 'MRN' }[];
  readonly Consignment: SharedConsignment;
  readonly GovernmentAgencyGoodsItem: readonly {
    readonly SequenceNumeric: number;
    readonly Commodity: {
      readonly Description: string;
      readonly Classification: readonly { readonly ID: string }[];
    };
  }[];
}

export interface SharedInspection {
  readonly ID: string;
  readonly AuthorityID: string;
  readonly MethodCode: 'DOCUMENT' | 'NII_H986' | 'MANUAL' | 'REMOTE' | 'SAMPLE' | 'QUARANTINE';
  readonly ResultCode: 'CONFORMING' | 'NON_CONFORMING' | 'PENDING' | 'INCONCLUSIVE';
  readonly PerformedDateTime: string;
  readonly Location?: SharedLocation;
  readonly ImageAvailableIndicator?: boolean;
  readonly AppliedSealID?: string;
  readonly Findings?: string;
  readonly Subject: SharedSubject;
}

export interface SharedQuarantineNotice {
  readonly ID: string;
  readonly IssueDateTime: string;
  readonly ScopeCode: readonly ('VESSEL' | 'CREW' | 'GOODS')[];
  readonly BorderTransportMeans: SharedTransportMeans;
  readonly Location?: SharedLocation;
  readonly Measure: readonly { readonly TypeCode: string; readonly Description?: string }[];
  readonly Reason?: string;
  readonly Consignment?: SharedConsignment;
}

export interface SharedAssistance {
  readonly CaseID: string;
  readonly RequestDateTime: string;
  readonly DeadlineDateTime: string;
  readonly ConfidentialIndicator: boolean;
  readonly LegalBasis?: string;
  readonly SubjectText?: string;
  readonly Request: string;
  readonly Subject: SharedSubject;
}

/** What a record is about, by the numbers that both sides know. */
export interface SharedSubject {
  readonly Declaration?: readonly { readonly ID: string }[];
  readonly UCR?: { readonly ID: string };
  readonly AdditionalDocument?: readonly SharedDocument[];
  readonly Consignment?: SharedConsignment;
}

export interface SharedConsignment {
  readonly BorderTransportMeans?: SharedTransportMeans;
  readonly LoadingLocation?: SharedLocation;
  readonly UnloadingLocation?: SharedLocation;
  readonly TransportContractDocument?: readonly {
    readonly ID: string;
    readonly TypeCode: string;
    readonly IssuerID?: string;
  }[];
  readonly TransportEquipment?: readonly SharedEquipment[];
}

export interface SharedEquipment {
  readonly ID: string;
  readonly CharacteristicCode?: string;
  readonly FullnessCode?: '4' | '5';
  readonly Seal?: readonly {
    readonly ID: string;
    readonly SealingPartyRoleCode?: 'CA' | 'SH' | 'CU' | 'TO' | 'AA' | 'AC';
  }[];
}

export interface SharedTransportMeans {
  readonly ModeCode: '1' | '2' | '3' | '4' | '8';
  readonly IMOID?: string;
  readonly CallSignID?: string;
  readonly RegistrationID?: string;
  readonly Name?: string;
  readonly JourneyID?: string;
}

export interface SharedDocument {
  readonly ID: string;
  readonly TypeCode: string;
  readonly IssuingCountryCode?: string;
}

export interface SharedLocation {
  readonly ID: string;
  readonly Name?: string;
}

export interface SharedMass {
  readonly value: string;
  readonly unitCode: 'KGM' | 'TNE' | 'GRM' | 'LBR';
}
