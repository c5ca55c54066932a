/** Values that several kinds of message state about the goods, the parties, the boxes and the places. */
import type { TimeValue } from './time-value.ts';

export const PLACE_SCHEMES = [
  'UNLOCODE',
  'CN_CUSTOMS', // four-digit customs district, e.g. 4258
  'CN_PORT', // port code of China customs, e.g. CNQWG: of the same form as a UN/LOCODE, and none
  'SMDG', // terminal code within a UN/LOCODE
  'BIC_FACILITY',
  'CUSTOMS_OFFICE',
  'GOODS_LOCATION', // the location code of a movement or declaration
  'ESR', // railway station code of the SMGS tariff
  'TAF', // primary location code with ISO country, e.g. DE12345
  'GLN', // GS1 global location number
  'IATA', // airport
  'TERMINAL', // the sender's own terminal or facility code
  'YARD', // a stacking position within a terminal
] as const;
export type PlaceScheme = (typeof PLACE_SCHEMES)[number];

export interface PlaceCode {
  readonly scheme: PlaceScheme;
  readonly value: string;
}

/** A place as a message names it; the raw codes are kept, the hub's place is found at read. */
export interface PlaceClaim {
  readonly codes: readonly PlaceCode[];
  readonly name?: string;
  readonly country?: string; // ISO 3166-1 alpha-2
}

export type PartyRole =
  | 'CONSIGNOR'
  | 'CONSIGNEE'
  | 'NOTIFY'
  | 'DECLARANT'
  | 'AGENT'
  | 'IMPORTER'
  | 'EXPORTER'
  | 'BUYER'
  | 'SELLER'
  | 'CARRIER'
  | 'FORWARDER'
  | 'TERMINAL'
  | 'RAILWAY'
  | 'AUTHORITY'
  | 'WAREHOUSE';

export interface PartyIdentifier {
  readonly scheme: 'EORI' | 'USCC' | 'UEN' | 'AEO' | 'SCAC' | 'RICS' | 'TAX' | 'PARTNER' | 'OTHER';
  readonly value: string;
}

export interface PartyClaim {
  readonly role: PartyRole;
  readonly name?: string;
  readonly identifiers: readonly PartyIdentifier[];
  readonly country?: string;
  readonly address?: string;
}

/** Unit is a UN/ECE Recommendation 20 code: KGM or TNE. Value is a decimal string. */
export interface Mass {
  readonly value: string;
  readonly unit: 'KGM' | 'TNE' | 'GRM' | 'LBR';
}

/** Amount is a decimal string, currency ISO 4217. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface SealClaim {
  readonly number: string;
  /** CA carrier, SH shipper, CU customs, TO terminal, AA consolidator (UN/EDIFACT 9303). */
  readonly party?: 'CARRIER' | 'SHIPPER' | 'CUSTOMS' | 'TERMINAL' | 'CONSOLIDATOR' | 'VETERINARY' | 'OTHER';
  readonly condition?: 'INTACT' | 'DAMAGED' | 'BROKEN' | 'MISSING';
}

export interface EquipmentClaim {
  /** As written, normalised; ISO 6346 where it is well formed. */
  readonly number: string;
  readonly sizeType?: string; // ISO 6346 size and type, e.g. 22G1
  readonly fullness?: 'FULL' | 'EMPTY';
  /** One consignment in the box (full container load), or several; UN/EDIFACT 8169 codes 8 and 7. */
  readonly load?: 'FCL' | 'LCL';
  /** Who brings the box; UN/EDIFACT 8077. */
  readonly supplier?: 'SHIPPER' | 'CARRIER';
  readonly seals: readonly SealClaim[];
  readonly grossMass?: Mass;
  readonly verifiedGrossMass?: Mass;
  readonly tareMass?: Mass;
  readonly wagon?: string;
  readonly dangerous?: boolean;
  readonly reefer?: boolean;
  readonly itemSequences?: readonly number[];
}

export interface ItemClaim {
  readonly sequence: number;
  readonly hsCode?: string; // digits only, 4 to 10
  readonly description?: string;
  readonly packages?: { readonly count: number; readonly kind?: string };
  readonly quantity?: { readonly value: string; readonly unit?: string };
  readonly grossMass?: Mass;
  readonly netMass?: Mass;
  readonly value?: Money;
  readonly originCountry?: string;
  readonly dangerousGoods?: { readonly unNumber?: string; readonly imoClass?: string };
  readonly equipment?: readonly string[];
  /** Documents that this item follows on, and which line of them it is (WCO PreviousDocument of an item). */
  readonly previousDocuments?: readonly { readonly type: string; readonly number: string; readonly item?: number }[];
  /** How much of it lies in which box, where the message says. */
  readonly stuffing?: readonly { readonly equipment: string; readonly packages?: number; readonly grossMass?: Mass }[];
}

/** A vessel or train as a message names it. A vessel is identified by IMO or call sign; a name alone never links. */
export interface ConveyanceClaim {
  readonly mode: 'SEA' | 'RAIL' | 'ROAD' | 'AIR' | 'INLAND_WATER';
  readonly imo?: string;
  readonly callSign?: string;
  readonly mmsi?: string;
  readonly name?: string;
  /** Registration plate for road, wagon number for rail. */
  readonly plate?: string;
  /** Carrier's voyage number (sea), or the TAF train id `company.core.variant.year.startDate` (rail). */
  readonly journey?: string;
  readonly carrier?: string; // SCAC, SMDG or RICS company code
}

export interface CallClaim {
  readonly place: PlaceClaim;
  readonly arrival?: TimeValue;
  readonly departure?: TimeValue;
}
