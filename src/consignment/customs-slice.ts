import type { ItemClaim, Mass, Money, PartyClaim, PlaceClaim } from '../messages/claims.ts';
import type { EventClassifier, EventType } from '../messages/event-type.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Stated } from './stated.ts';

export interface CustomsSlice {
  readonly declarations: readonly DeclarationEntry[];
  readonly inspections: readonly InspectionEntry[];
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
  /** From when to when it is the declaration that counts; null: from the beginning, and until now. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Keys of the other declarations of the consignment that it stands to. */
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  readonly transitOf: readonly string[];
  readonly events: readonly DeclarationEventEntry[];
  readonly itemLinks: readonly DeclarationItemLinkEntry[];
  readonly versions: readonly DeclarationVersionEntry[];
  readonly notifications: readonly DeclarationNotificationEntry[];
  readonly origin: string;
  /** Everybody who lodged a version of it or answered one. */
  readonly origins: readonly string[];
  readonly fact: string; // the version in force
}

export interface DeclarationEventEntry extends Stated {
  readonly type: EventType;
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  /** NUMBER: it names the declaration. UCR: it names only a UCR, and the declaration was the valid one at its time. */
  readonly on: 'NUMBER' | 'UCR';
}

/** A goods item of the declaration, and the item of the consignment that it is. */
export interface DeclarationItemLinkEntry {
  readonly sequence: number;
  readonly item: number;
  readonly confidence: 'ASSERTED' | 'DERIVED' | 'AMBIGUOUS';
  readonly on: 'SEQUENCE' | 'PREVIOUS_DOCUMENT' | 'HS_CODE';
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
