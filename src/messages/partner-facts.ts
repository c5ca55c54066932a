import type { ConveyanceClaim, EquipmentClaim, ItemClaim, Mass, Money, PartyClaim, PlaceClaim } from './claims.ts';
import type { FactBase } from './fact-base.ts';
import type { TimeValue } from './time-value.ts';

/** A sanitary or phytosanitary certificate, or one of origin, of a partner's authority. */
export interface CertificateFact extends FactBase<'CERTIFICATE'> {
  readonly number: string;
  readonly type: 'PHYTOSANITARY' | 'VETERINARY' | 'HEALTH' | 'ORIGIN' | 'OTHER';
  readonly typeCode?: string; // UN/CEFACT 1001
  readonly status: 'ISSUED' | 'REPLACED' | 'WITHDRAWN' | 'REJECTED' | 'DRAFT';
  readonly statusCode?: string;
  readonly replaces?: string;
  readonly issuer?: string;
  readonly issuedAt?: TimeValue;
  readonly exportCountry?: string;
  readonly importCountry?: string;
  readonly parties: readonly PartyClaim[];
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly EquipmentClaim[];
  readonly unloading?: PlaceClaim;
}

/** The result of a control by customs or quarantine, own or a partner's. */
export interface InspectionFact extends FactBase<'INSPECTION'> {
  readonly number: string;
  readonly authority: string;
  readonly method: 'DOCUMENT' | 'NII_H986' | 'MANUAL' | 'REMOTE' | 'SAMPLE' | 'QUARANTINE';
  readonly result: 'CONFORMING' | 'NON_CONFORMING' | 'PENDING' | 'INCONCLUSIVE';
  readonly performedAt?: TimeValue;
  readonly place?: PlaceClaim;
  readonly equipment: readonly EquipmentClaim[];
  readonly imageAvailable?: boolean;
  readonly sealApplied?: string;
  readonly findings?: string;
}

/** What a partner administration shares about a consignment under the mutual-sharing envelope. */
export interface PartnerRecordFact extends FactBase<'PARTNER_RECORD'> {
  readonly recordKind: 'DECLARATION_SHARE' | 'INSPECTION_RESULT' | 'QUARANTINE_NOTICE' | 'ASSISTANCE_REQUEST';
  readonly number: string;
  readonly issuedAt?: TimeValue;
  readonly subject?: string;
  readonly text?: string;
  readonly declaration?: {
    readonly number: string;
    readonly direction: 'IMPORT' | 'EXPORT';
    readonly grossMass?: Mass;
    readonly packages?: number;
    readonly value?: Money;
    readonly hsCodes: readonly string[];
  };
  readonly vessel?: ConveyanceClaim;
  readonly deadline?: TimeValue;
  readonly confidential?: boolean;
  readonly signed: 'VERIFIED' | 'PRESENT' | 'ABSENT';
}

/**
 * A request for help in a case of enforcement, or its withdrawal. It is kept apart from the graph of consignments (src/assistance): there
 * its event, its link or its place in an order would tell others that the case exists.
 */
export interface AssistanceFact extends FactBase<'ASSISTANCE'> {
  readonly act: 'REQUEST' | 'WITHDRAWAL';
  /** The administration that is asked, as the envelope names it. */
  readonly recipient: string;
  readonly at: TimeValue;
  readonly number?: string;
  readonly deadline?: TimeValue;
  readonly confidential?: boolean;
  readonly legalBasis?: string;
  readonly subject?: string;
  readonly text?: string;
}
