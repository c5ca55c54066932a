import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children } from '../formats/xml-navigation.ts';
import { present, type Reading, valueAt } from './customs-reading.ts';

const ROLES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['Declarant', 'DECLARANT'],
  ['Agent', 'AGENT'],
  ['Exporter', 'EXPORTER'],
  ['Consignment/Carrier', 'CARRIER'],
  ['Consignment/Consignor', 'CONSIGNOR'],
  ['Consignment/Consignee', 'CONSIGNEE'],
  ['GoodsShipment/Exporter', 'EXPORTER'],
  ['GoodsShipment/Importer', 'IMPORTER'],
  ['GoodsShipment/Consignor', 'CONSIGNOR'],
  ['GoodsShipment/Consignee', 'CONSIGNEE'],
  ['GoodsShipment/Buyer', 'BUYER'],
  ['GoodsShipment/Seller', 'SELLER'],
  ['GoodsShipment/NotifyParty', 'NOTIFY'],
  ['GoodsShipment/Consignment/Carrier', 'CARRIER'],
  ['GoodsShipment/Consignment/NotifyParty', 'NOTIFY'],
  ['GoodsShipment/Warehouse', 'WAREHOUSE'],
  ['GoodsShipment/GovernmentAgencyGoodsItem/Consignor', 'CONSIGNOR'],
  ['GoodsShipment/GovernmentAgencyGoodsItem/Consignee', 'CONSIGNEE'],
];

/** The parties of a declaration, header before item, each role and identity once. */
export function declarationParties(reading: Reading, declaration: XmlElement): PartyClaim[] {
  const parties = ROLES.flatMap(([path, role]) =>
    children(declaration, path).flatMap(element => readParty(reading, element, role)),
  );
  return [...new Map(parties.map(party => [JSON.stringify(party), party])).values()];
}

/** None where the element only qualifies a party stated elsewhere, e.g. an Agent with a representation code alone. */
function readParty(reading: Reading, element: XmlElement, role: PartyRole): PartyClaim[] {
  const id = valueAt(reading, element, 'ID');
  const name = valueAt(reading, element, 'Name');
  if (id === undefined && name === undefined) return [];
  const identifiers = id === undefined ? [] : [{ scheme: identifierScheme(id, role), value: id }];
  const country = valueAt(reading, element, 'Address/CountryCode');
  return [present({ role, name, identifiers, country, address: address(reading, child(element, 'Address')) })];
}

/** EORI: ISO country and up to 15 characters (Regulation (EU) 2015/2446, annex 12-01). A warehouse has an authorisation number. */
function identifierScheme(id: string, role: PartyRole): 'EORI' | 'OTHER' {
  return role !== 'WAREHOUSE' && /^[A-Z]{2}[A-Z0-9]{1,15}$/.test(id) ? 'EORI' : 'OTHER';
}

function address(reading: Reading, element: XmlElement | undefined): string | undefined {
  const lines = ['Line', 'CityName', 'CountrySubDivisionName', 'PostcodeID']
    .map(path => valueAt(reading, element, path))
    .filter(line => line !== undefined);
  return lines.length === 0 ? undefined : lines.join(', ');
}
