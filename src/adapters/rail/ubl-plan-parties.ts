import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { stated } from './stated.ts';
import { ublParty } from './ubl-reading.ts';

const PARTIES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['Consignment/ConsignorParty', 'CONSIGNOR'],
  ['Consignment/ConsigneeParty', 'CONSIGNEE'],
  ['Consignment/NotifyParty', 'NOTIFY'],
  ['Consignment/FreightForwarderParty', 'FORWARDER'],
  ['TransportServiceProviderParty', 'CARRIER'],
  ['Consignment/MainCarriageShipmentStage/CarrierParty', 'RAILWAY'],
];

export function ublParties(plan: XmlElement): PartyClaim[] {
  return PARTIES.flatMap(([path, role]) => children(plan, path).map(party => ublParty(party, role)));
}

/** The provider's company code, where a code list of carriers is named; a GLN is none. */
export function ublProvider(parties: readonly PartyClaim[]): { readonly carrier?: string; readonly name?: string } {
  const provider = parties.find(({ role }) => role === 'CARRIER');
  const carrier = provider?.identifiers.find(({ scheme }) => scheme === 'RICS' || scheme === 'SCAC')?.value;
  return stated({ carrier, name: provider?.name });
}
