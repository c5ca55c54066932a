import type { PartyClaim, PartyIdentifier, PartyRole } from '../../messages/claims.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** List 3035. */
const ROLES: Readonly<Record<string, PartyRole>> = codeTable({
  CZ: 'CONSIGNOR',
  OS: 'CONSIGNOR', // original shipper
  SH: 'CONSIGNOR', // no code of the list; senders write it for shipper
  CN: 'CONSIGNEE',
  UC: 'CONSIGNEE', // ultimate consignee
  N1: 'NOTIFY',
  N2: 'NOTIFY',
  NI: 'NOTIFY',
  DT: 'DECLARANT',
  AE: 'DECLARANT',
  AG: 'AGENT',
  CB: 'AGENT', // customs broker
  IM: 'IMPORTER',
  EX: 'EXPORTER',
  BY: 'BUYER',
  SE: 'SELLER',
  CA: 'CARRIER',
  CF: 'CARRIER', // container operator
  FW: 'FORWARDER',
  FF: 'FORWARDER',
  TR: 'TERMINAL',
  WH: 'WAREHOUSE',
});

const SCAC_AGENCIES = new Set(['166', '182']); // 3055: NMFTA

/**
 * NAD+role+code:list:agency+name and address+name+street+city+region+postcode+country. Senders write the name into the unstructured
 * element, its address in the lines below, as often as into the structured one.
 */
export function readParties(nads: readonly EdifactSegment[], profile: MappingProfile): PartyClaim[] {
  return nads.flatMap(nad => readParty(nad, profile));
}

function readParty(nad: EdifactSegment, profile: MappingProfile): PartyClaim[] {
  const role = ROLES[nad.code(1)];
  if (!role) return [];
  const [first = '', ...below] = nad.components(3);
  const structured = joined(nad.components(4), ' ');
  const name = structured || first;
  const lines = [
    ...(structured === '' ? below : [first, ...below]),
    ...nad.components(5),
    ...[6, 7, 8].map(i => nad.element(i)),
  ];
  const address = joined(lines, ', ');
  const country = nad.code(9);
  const identifiers = readIdentifier(nad, role, profile);
  if (isNullValue(profile, name) && identifiers.length === 0) return [];
  return [
    {
      role,
      ...(isNullValue(profile, name) ? {} : { name }),
      identifiers,
      ...(isCountryCode(country) ? { country } : {}),
      ...(address === '' ? {} : { address }),
    },
  ];
}

function readIdentifier(nad: EdifactSegment, role: PartyRole, profile: MappingProfile): PartyIdentifier[] {
  const value = nad.element(2);
  if (isNullValue(profile, value)) return [];
  const scheme = role === 'CARRIER' && SCAC_AGENCIES.has(nad.component(2, 2)) ? 'SCAC' : 'OTHER';
  return [{ scheme, value }];
}

function joined(texts: readonly string[], separator: string): string {
  return texts.filter(text => text !== '').join(separator);
}
