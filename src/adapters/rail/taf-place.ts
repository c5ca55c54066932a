import type { PlaceClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { XmlElement } from '../formats/xml.ts';
import { positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { placeClaim } from './place-claim.ts';

/** LocationIdent: ISO country and primary location code, which together name the place (DE12345). */
export function tafPlace(
  location: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): PlaceClaim | undefined {
  if (!location) return undefined;
  const country = textAt(location, 'CountryCodeISO');
  const primary = textAt(location, 'LocationPrimaryCode');
  const code = country && primary ? [{ scheme: 'TAF' as const, value: country + primary.padStart(5, '0') }] : [];
  const name = textAt(location, 'PrimaryLocationName');
  return placeClaim({ codes: code, name, country }, positionOf(location), profile, issues);
}
