import type { PartyClaim, PartyIdentifier, PartyRole } from '../../messages/claims.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { present, type Reading, valueAt } from './customs-reading.ts';

const CONSIGNMENT_ROLES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['Consignor', 'CONSIGNOR'],
  ['Consignee', 'CONSIGNEE'],
  ['NotifyParty', 'NOTIFY'],
  ['TransportContractDocument/Consolidator', 'FORWARDER'],
];
const DECLARATION_ROLES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['Carrier', 'CARRIER'],
  ['Agent', 'AGENT'],
  ['TallyParty', 'TERMINAL'],
];

export function consignmentParties(reading: Reading, consignment: XmlElement): PartyClaim[] {
  return readRoles(reading, consignment, CONSIGNMENT_ROLES);
}

export function headerParties(reading: Reading, declaration: XmlElement): PartyClaim[] {
  return readRoles(reading, declaration, DECLARATION_ROLES);
}

function readRoles(reading: Reading, element: XmlElement, roles: typeof CONSIGNMENT_ROLES): PartyClaim[] {
  return roles.flatMap(([path, role]) => children(element, path).flatMap(party => readParty(reading, party, role)));
}

function readParty(reading: Reading, party: XmlElement, role: PartyRole): PartyClaim[] {
  const name = valueAt(reading, party, 'Name');
  const identifiers = partyIdentifiers(reading, party, role);
  if (name === undefined && identifiers.length === 0) return [];
  const lines = ['Line', 'CityName', 'CountrySubEntityName', 'PostcodeID'].flatMap(
    path => valueAt(reading, party, `Address/${path}`) ?? [],
  );
  const address = lines.length === 0 ? undefined : lines.join(', ');
  return [present({ role, name, identifiers, country: valueAt(reading, party, 'Address/CountryCode'), address })];
}

/**
 * "USCI+91…": the kind of number before the plus. USCI is the unified social credit code; other kinds (OC organisation code, 9999
 * none of the listed, foreign registers) are kept as they are.
 */
function partyIdentifiers(reading: Reading, party: XmlElement, role: PartyRole): PartyIdentifier[] {
  const id = valueAt(reading, party, 'ID');
  const aeo = valueAt(reading, party, 'AEO');
  return [
    ...(id === undefined ? [] : [partyNumber(id, role)]),
    ...(aeo === undefined ? [] : [{ scheme: 'AEO', value: aeo } as const]),
  ];
}

function partyNumber(id: string, role: PartyRole): PartyIdentifier {
  const [, kind, number] = /^([A-Z0-9]+)\+(.+)$/.exec(id) ?? [];
  if (kind === 'USCI' && number !== undefined) return { scheme: 'USCC', value: number };
  if (kind === 'AEO' && number !== undefined) return { scheme: 'AEO', value: number };
  return { scheme: role === 'CARRIER' && /^[A-Z]{4}$/.test(id) ? 'SCAC' : 'OTHER', value: id };
}
