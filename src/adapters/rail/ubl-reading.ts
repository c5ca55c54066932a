import type { Mass, PartyClaim, PartyIdentifier, PartyRole, PlaceClaim, PlaceCode } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { codeByShape, placeClaim } from './place-claim.ts';
import { stated } from './stated.ts';
import { timeAt } from './stated-time.ts';

/** UBL writes a moment as two elements, a date and a time with its own zone. */
export function ublTime(
  element: XmlElement | undefined,
  prefix: 'Issue' | 'Start' | 'End' | 'Occurrence' | 'Reference',
  profile: MappingProfile,
  issues: IssueList,
): TimeValue | undefined {
  const date = child(element, `${prefix}Date`);
  if (!date) return undefined;
  const time = textAt(element, `${prefix}Time`);
  return timeAt(time ? `${date.text}T${time}` : date.text, positionOf(date), profile.timeZone, issues);
}

/** cac:Location or the cac:Address in it; an ID is a UN/LOCODE where its scheme says so or its shape does. */
export function ublPlace(
  location: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): PlaceClaim | undefined {
  if (!location) return undefined;
  const ids = [...children(location, 'ID'), ...children(location, 'Address/ID')];
  const parts = {
    codes: ids.filter(({ text }) => text !== '').map(codeOf),
    name: textAt(location, 'Name') ?? textAt(location, 'Address/CityName'),
    country: textAt(location, 'Address/Country/IdentificationCode'),
  };
  return placeClaim(parts, positionOf(location), profile, issues);
}

function codeOf(id: XmlElement): PlaceCode {
  const scheme = id.attributes.schemeName ?? id.attributes.schemeID ?? '';
  return /LOCODE/i.test(scheme) ? { scheme: 'UNLOCODE', value: id.text } : codeByShape(id.text);
}

export function ublParty(party: XmlElement, role: PartyRole): PartyClaim {
  const address = ['StreetName', 'BuildingNumber', 'PostalZone', 'CityName']
    .map(name => textAt(party, `PostalAddress/${name}`))
    .filter(line => line !== undefined);
  return stated({
    role,
    name: textAt(party, 'PartyName/Name'),
    identifiers: children(party, 'PartyIdentification/ID').map(partyIdentifier),
    country: textAt(party, 'PostalAddress/Country/IdentificationCode'),
    address: address.length === 0 ? undefined : address.join(' '),
  });
}

const PARTY_SCHEMES: readonly (readonly [RegExp, PartyIdentifier['scheme']])[] = [
  [/EORI/i, 'EORI'],
  [/RICS|UIC/i, 'RICS'],
  [/SCAC/i, 'SCAC'],
  [/VAT|TAX/i, 'TAX'],
];

function partyIdentifier(id: XmlElement): PartyIdentifier {
  const scheme = `${id.attributes.schemeName ?? ''} ${id.attributes.schemeID ?? ''}`;
  return { scheme: PARTY_SCHEMES.find(([pattern]) => pattern.test(scheme))?.[1] ?? 'OTHER', value: id.text };
}

const MASS_UNITS: readonly Mass['unit'][] = ['KGM', 'TNE', 'GRM', 'LBR'];

/** A measure in a unit of mass of UN/ECE Recommendation 20. */
export function ublMass(element: XmlElement | undefined, path: string): Mass | undefined {
  const measure = child(element, path);
  const unit = MASS_UNITS.find(each => each === measure?.attributes.unitCode);
  return measure && unit && /^\d+(\.\d+)?$/.test(measure.text) ? { value: measure.text, unit } : undefined;
}
