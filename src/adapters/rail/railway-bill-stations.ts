import type { PlaceClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { XmlElement } from '../formats/xml.ts';
import { positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { placeClaim } from './place-claim.ts';

/** A station of the SMGS tariff, by its ESR code; DestinationStation writes railway and station in one text. */
export function billStation(
  station: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): PlaceClaim | undefined {
  if (!station) return undefined;
  const code = textAt(station, 'StationCode');
  const parts = {
    codes: code ? [{ scheme: 'ESR' as const, value: code }] : [],
    name: textAt(station, 'StationName') ?? textAt(station, 'RailwayAndStationName'),
    country: textAt(station, 'CountryCode'),
  };
  return placeClaim(parts, positionOf(station), profile, issues);
}
