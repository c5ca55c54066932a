import type { PartyClaim, PartyIdentifier, PartyRole } from '../../messages/claims.ts';
import { childPointer } from '../formats/json-pointer.ts';
import { content, contents, each } from './cefact-json.ts';
import { stated } from './stated.ts';

const ROLES: readonly (readonly [name: string, role: PartyRole])[] = [
  ['consignor', 'CONSIGNOR'],
  ['consignee', 'CONSIGNEE'],
  ['notified', 'NOTIFY'],
  ['freightForwarder', 'FORWARDER'],
  ['consignorAgent', 'AGENT'],
  ['consigneeAgent', 'AGENT'],
  ['carrier', 'RAILWAY'],
];

/** tradePartyType members of a consignment. */
export function cefactParties(document: unknown, pointer: string): PartyClaim[] {
  return ROLES.flatMap(([name, role]) =>
    each(document, pointer, name).map(party => partyClaim(document, party.pointer, role)),
  );
}

function partyClaim(document: unknown, pointer: string, role: PartyRole): PartyClaim {
  const scheme: PartyIdentifier['scheme'] = role === 'RAILWAY' ? 'RICS' : 'PARTNER';
  return stated({
    role,
    name: content(document, pointer, 'name'),
    identifiers: contents(document, pointer, 'id').map(({ value }) => ({ scheme, value })),
    country: content(document, pointer, 'postalTradeAddress', 'countryId'),
    address: addressOf(document, childPointer(pointer, 'postalTradeAddress')),
  });
}

function addressOf(document: unknown, pointer: string): string | undefined {
  const lines = ['streetName', 'buildingNumber', 'postcodeCode', 'cityName', 'countrySubDivisionName'];
  const stands = lines.flatMap(line => contents(document, pointer, line).map(({ value }) => value));
  return stands.length === 0 ? undefined : stands.join(' ');
}
