import type { PartyClaim, PartyIdentifier, PartyRole } from '../../messages/claims.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, textAt } from '../formats/xml-navigation.ts';
import { stated } from './stated.ts';
import { descendantText } from './xml-descendants.ts';

/** Boxes 1, 4 and 22. */
export function billParties(bill: XmlElement): PartyClaim[] {
  return [
    ...children(bill, 'Consignor').map(party => organisation(party, 'CONSIGNOR')),
    ...children(bill, 'Consignee').map(party => organisation(party, 'CONSIGNEE')),
    ...children(bill, 'Carrier').map(railway),
  ];
}

function organisation(party: XmlElement, role: PartyRole): PartyClaim {
  const address = child(party, 'Address');
  const lines = address?.children.map(({ text }) => text).filter(text => text !== '') ?? [];
  return stated({
    role,
    name: textAt(party, 'OrganizationName') ?? textAt(party, 'ShortName'),
    identifiers: [
      ...identifier('TAX', descendantText(party, 'INN')),
      ...identifier('OTHER', descendantText(party, 'OGRN')),
      ...identifier('PARTNER', textAt(party, 'RBCode')),
    ],
    country: textAt(address, 'CountryCode'),
    address: lines.length === 0 ? undefined : lines.join(', '),
  });
}

function railway(carrier: XmlElement): PartyClaim {
  const identifiers = identifier('RICS', textAt(carrier, 'CarrierCode'));
  return stated({ role: 'RAILWAY' as const, name: textAt(carrier, 'CarrierName'), identifiers });
}

function identifier(scheme: PartyIdentifier['scheme'], value: string | undefined): PartyIdentifier[] {
  return value === undefined ? [] : [{ scheme, value }];
}
