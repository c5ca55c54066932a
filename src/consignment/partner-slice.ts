import type { ConveyanceClaim, ItemClaim, PartyClaim } from '../messages/claims.ts';
import type { PartnerRecordFact } from '../messages/partner-facts.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { InspectionEntry } from './customs-slice.ts';
import type { Stated } from './stated.ts';

export interface PartnerSlice {
  readonly certificates: readonly CertificateEntry[];
  readonly partnerRecords: readonly PartnerRecordEntry[];
  readonly inspections: readonly InspectionEntry[];
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
