import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, textAt } from '../formats/xml-navigation.ts';
import { stated } from './stated.ts';

/** CustomerType of a consignment order; freight payers are no party of the consignment. */
const ROLES: Readonly<Record<string, PartyRole>> = codeTable({ CR: 'CONSIGNOR', CE: 'CONSIGNEE' });

export function tafParties(order: XmlElement): PartyClaim[] {
  const customers = children(order, 'Customers').flatMap(customer => {
    const role = ROLES[textAt(customer, 'CustomerType') ?? ''];
    return role ? [customerClaim(customer, role)] : [];
  });
  return [...customers, ...children(order, 'LeadCarrier').map(carrierClaim)];
}

function customerClaim(customer: XmlElement, role: PartyRole): PartyClaim {
  const number = textAt(customer, 'CustomerNumber');
  const vat = textAt(customer, 'VAT');
  return stated({
    role,
    name: textAt(customer, 'Name') ?? textAt(customer, 'AdministrativeContactInformation/Name'),
    identifiers: [
      ...(vat ? [{ scheme: 'TAX' as const, value: vat }] : []),
      ...(number ? [{ scheme: 'PARTNER' as const, value: number }] : []),
    ],
    country: textAt(customer, 'Country'),
    address: addressOf(customer),
  });
}

function carrierClaim(carrier: XmlElement): PartyClaim {
  const code = textAt(carrier, 'CarrierCode');
  return stated({
    role: 'RAILWAY' as const,
    name: textAt(carrier, 'CarrierName'),
    identifiers: code ? [{ scheme: 'RICS' as const, value: code }] : [],
    country: textAt(carrier, 'CountryCode'),
    address: addressOf(carrier),
  });
}

function addressOf(element: XmlElement): string | undefined {
  const lines = ['Street', 'StreetNumber', 'ZIPCode', 'City'].map(name => textAt(element, name));
  const address = lines.filter(line => line !== undefined).join(' ');
  return address === '' ? undefined : address;
}
