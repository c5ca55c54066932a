import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import { isNullValue } from '../../messages/mapping-profile.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { present, type Reading } from './customs-reading.ts';

const ROLES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['TRACONCO1', 'CONSIGNOR'],
  ['TRACONCE1', 'CONSIGNEE'],
  ['NOTPAR670', 'NOTIFY'],
  ['GOOITEGDS/TRACONCO2', 'CONSIGNOR'],
  ['GOOITEGDS/TRACONCE2', 'CONSIGNEE'],
  ['GOOITEGDS/PRTNOT640', 'NOTIFY'],
  ['TRAREP', 'AGENT'],
  ['PERLODSUMDEC', 'DECLARANT'],
  ['TRACARENT601', 'CARRIER'],
];

/** Element names carry the number of their group (NamCO17, NamCE27): the beginning of a name tells what it holds. */
const NAME = /^Nam/;
const COUNTRY = /^CouCod|^CouC/;
const ADDRESS: readonly RegExp[] = [/^Str(AndNum|Num)/, /^(PosCod|PstCod)/, /^(Cit|Cty)/];
const TIN = /^TIN/;

/** Header before items, each role and identity once. */
export function ensParties(reading: Reading, root: XmlElement): PartyClaim[] {
  const parties = ROLES.flatMap(([path, role]) =>
    children(root, path).flatMap(element => readParty(reading, element, role)),
  );
  return [...new Map(parties.map(party => [JSON.stringify(party), party])).values()];
}

function readParty(reading: Reading, element: XmlElement, role: PartyRole): PartyClaim[] {
  const name = textOf(reading, element, NAME);
  const tin = tinOf(reading, element);
  if (name === undefined && tin === undefined) return [];
  const lines = ADDRESS.flatMap(pattern => textOf(reading, element, pattern) ?? []);
  const country = textOf(reading, element, COUNTRY);
  return [
    present({
      role,
      name,
      identifiers:
        tin === undefined ? [] : [{ scheme: isEori(tin) ? ('EORI' as const) : ('OTHER' as const), value: tin }],
      country: country !== undefined && isCountryCode(country) ? country : undefined,
      address: lines.length === 0 ? undefined : lines.join(', '),
    }),
  ];
}

/** The number of a trader: an EORI, or of a third country under mutual recognition. */
export function tinOf(reading: Reading, element: XmlElement | undefined): string | undefined {
  return element && textOf(reading, element, TIN);
}

function isEori(tin: string): boolean {
  return /^[A-Z]{2}[A-Z0-9]{1,15}$/.test(tin);
}

function textOf(reading: Reading, element: XmlElement, pattern: RegExp): string | undefined {
  const found = element.children.find(
    ({ name, text }) =>
      pattern.test(name) && !name.endsWith('LNG') && text !== '' && !isNullValue(reading.profile, text),
  );
  return found?.text;
}
