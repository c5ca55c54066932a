import type { PartyIdentifier, PartyRole } from '../../messages/claims.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';

/** UN/EDIFACT 1001 as the IPPC ePhyto hub (851 export, 657 re-export) and TRACES (636 CHED) use it in SPSExchangedDocument/TypeCode. */
export const SPS_TYPES: ReadonlyMap<string, CertificateFact['type']> = new Map([
  ['851', 'PHYTOSANITARY'],
  ['657', 'PHYTOSANITARY'],
  ['852', 'HEALTH'],
  ['636', 'HEALTH'],
  ['853', 'VETERINARY'],
  ['861', 'ORIGIN'],
]);

/**
 * UN/EDIFACT 4405 in SPSExchangedDocument/StatusCode. Administrations use more codes than these; a partner's own are mapped by its
 * profile (`codes.certificateStatus`), and one that nobody mapped is no proof that a certificate was issued.
 */
export const SPS_STATUSES: ReadonlyMap<string, CertificateFact['status']> = new Map([
  ['40', 'DRAFT'],
  ['41', 'REJECTED'],
  ['44', 'REPLACED'],
  ['64', 'WITHDRAWN'],
  ['70', 'ISSUED'],
]);

/** A certificate only moves on: of two messages of the same time, the one further along is in force. */
export const STATUS_RANK: Readonly<Record<CertificateFact['status'], number>> = {
  DRAFT: 0,
  ISSUED: 1,
  REJECTED: 2,
  REPLACED: 3,
  WITHDRAWN: 4,
};

export function certificateStatusOf(text: string | undefined): CertificateFact['status'] | undefined {
  const statuses = Object.keys(STATUS_RANK) as CertificateFact['status'][];
  return statuses.find(status => status === text);
}

/** Despatch and delivery parties are the premises that the goods leave and reach, not those who sell or buy. */
export const CONSIGNMENT_PARTIES: readonly (readonly [element: string, role: PartyRole])[] = [
  ['ConsignorSPSParty', 'CONSIGNOR'],
  ['ConsigneeSPSParty', 'CONSIGNEE'],
  ['CarrierSPSParty', 'CARRIER'],
  ['CustomsTransitAgentSPSParty', 'AGENT'],
  ['DespatchSPSParty', 'WAREHOUSE'],
  ['DeliverySPSParty', 'WAREHOUSE'],
];

export function identifierScheme(list: string): PartyIdentifier['scheme'] {
  const name = list.toUpperCase();
  if (name.includes('EORI')) return 'EORI';
  if (name.includes('VAT') || name.includes('TAX')) return 'TAX';
  return 'OTHER';
}

/** SPSReferencedDocument: UN/EDIFACT 1001 (bills, waybills) in TypeCode, 1153 (BM bill, MB master, BH house) in RelationshipTypeCode. */
export const BILL_CODES: ReadonlySet<string> = new Set([
  '703',
  '704',
  '705',
  '706',
  '710',
  '714',
  '740',
  'BM',
  'MB',
  'BH',
  'AWB',
]);
/** UN/EDIFACT 1153: ABT goods declaration, UCN unique consignment reference, AWR the original a re-export certificate rests on. */
export const DECLARATION_CODES: ReadonlySet<string> = new Set(['ABT', '830', '929']);
export const UCR_CODES: ReadonlySet<string> = new Set(['UCN']);
export const CERTIFICATE_CODES: ReadonlySet<string> = new Set(['AWR', ...SPS_TYPES.keys()]);
