import type { PartyClaim, PartyIdentifier, PartyRole } from '../../messages/claims.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText } from '../formats/json-reading.ts';

/** Members of documentParties in Booking 2.0, eBL 3.0 and Arrival Notice 1.0. Endorsees and payers have no part in the trade. */
const MEMBERS: readonly (readonly [member: string, role: PartyRole])[] = [
  ['shipper', 'CONSIGNOR'],
  ['consignee', 'CONSIGNEE'],
  ['bookingAgent', 'AGENT'],
  ['carrierBookingOffice', 'CARRIER'],
  ['issuingParty', 'CARRIER'],
  ['carriersAgentAtDestination', 'AGENT'],
  ['firstNotifyParty', 'NOTIFY'],
  ['secondNotifyParty', 'NOTIFY'],
  ['otherNotifyParty', 'NOTIFY'],
  ['seller', 'SELLER'],
  ['buyer', 'BUYER'],
];

/** partyFunction (UN/EDIFACT 3035) of further parties. */
const FUNCTIONS: ReadonlyMap<string, PartyRole> = new Map([
  ['OS', 'CONSIGNOR'],
  ['CN', 'CONSIGNEE'],
  ['N1', 'NOTIFY'],
  ['N2', 'NOTIFY'],
  ['NI', 'NOTIFY'],
  ['DDR', 'FORWARDER'],
  ['DDS', 'FORWARDER'],
  ['CA', 'CARRIER'],
  ['BA', 'AGENT'],
]);

export function readDocumentParties(document: JsonReading): readonly PartyClaim[] {
  const parties = inside(document, '/documentParties');
  return [
    ...MEMBERS.flatMap(([member, role]) => partyClaim(inside(parties, `/${member}`), role)),
    ...each(parties, '/notifyParties').flatMap(party => partyClaim(party, 'NOTIFY')),
    ...[...each(parties, ''), ...each(parties, '/other')].flatMap(readFunction),
  ];
}

function readFunction(entry: JsonReading): PartyClaim[] {
  const role = FUNCTIONS.get(readText(entry, '/partyFunction') ?? '');
  const nested = inside(entry, '/party');
  return role ? partyClaim(isJsonObject(nested.value) ? nested : entry, role) : [];
}

function partyClaim(party: JsonReading, role: PartyRole): PartyClaim[] {
  if (!isJsonObject(party.value)) return [];
  const name = readText(party, '/partyName');
  const identifiers = readIdentifiers(party);
  const country = readText(party, '/address/countryCode');
  const address = readAddress(party);
  if (name === undefined && identifiers.length === 0) return [];
  return [{ role, ...(name && { name }), identifiers, ...(country && { country }), ...(address && { address }) }];
}

const ADDRESS = ['street', 'streetNumber', 'floor', 'POBox', 'postCode', 'city', 'stateRegion'];

function readAddress(party: JsonReading): string | undefined {
  const parts = ADDRESS.flatMap(name => readText(party, `/address/${name}`) ?? []);
  const lines = each(party, '/addressLines').flatMap(line => readText(line, '') ?? []);
  const text = (parts.length > 0 ? parts : lines).join(' ');
  return text === '' ? undefined : text;
}

const TAX_TYPES: ReadonlyMap<string, PartyIdentifier['scheme']> = new Map([
  ['EORI', 'EORI'],
  ['USCC', 'USCC'],
  ['USCI', 'USCC'],
  ['UEN', 'UEN'],
  ['AEO', 'AEO'],
]);

function readIdentifiers(party: JsonReading): readonly PartyIdentifier[] {
  const codes = each(party, '/identifyingCodes').flatMap(code => {
    const value = readText(code, '/partyCode');
    const scheme = readText(code, '/codeListProvider') === 'NMFTA' ? 'SCAC' : 'OTHER';
    return value === undefined ? [] : [{ scheme, value } as const];
  });
  const taxes = each(party, '/taxLegalReferences').flatMap(tax => {
    const value = readText(tax, '/value');
    const scheme = TAX_TYPES.get(readText(tax, '/type') ?? '') ?? 'TAX';
    return value === undefined ? [] : [{ scheme, value } as const];
  });
  return [...codes, ...taxes];
}
