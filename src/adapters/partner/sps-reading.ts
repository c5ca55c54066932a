import type { Mass } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { doubt } from './doubt.ts';

/** What reading one SPSCertificate needs and gathers: every doubt met on the way. */
export interface SpsReading {
  readonly profile: MappingProfile;
  readonly doubts: FeedIssue[];
}

/** Text at `path` that says something; the null values of the partner say nothing. */
export function stated(element: XmlElement | undefined, path: string, { profile }: SpsReading): string | undefined {
  const text = textAt(element, path);
  return isNullValue(profile, text) ? undefined : text;
}

/** Text of several languages: English where there is one, else the first. Line breaks of the layout become blanks. */
export function englishAt(element: XmlElement, path: string, reading: SpsReading): string | undefined {
  const texts = children(element, path).filter(({ text }) => !isNullValue(reading.profile, text));
  const chosen = texts.find(({ attributes }) => attributes.languageID === 'en') ?? texts[0];
  return chosen?.text.replace(/\s+/g, ' ');
}

/** UnqualifiedDataType:21 writes a date-time in DateTimeString or DateTime; some hubs write it straight into the element. */
export function timeAt(element: XmlElement | undefined, path: string, reading: SpsReading): TimeValue | undefined {
  const holder = child(element, path);
  const raw =
    stated(holder, 'DateTimeString', reading) ?? stated(holder, 'DateTime', reading) ?? stated(element, path, reading);
  if (!holder || !raw) return undefined;
  const time = readTime(raw, { profileZone: reading.profile.timeZone });
  const position = positionOf(holder);
  if (!time) reading.doubts.push(doubt('VALUE', position, `"${raw}" is no date or time`, 'Send ISO 8601 with a zone.'));
  else if (time.zoneSource === 'UNKNOWN' && time.precision !== 'DAY') {
    const remedy = 'Send the offset with the time, or have the zone of this sender declared in its profile.';
    reading.doubts.push(doubt('TIME_ZONE_UNKNOWN', position, `"${raw}" has no time zone`, remedy));
  }
  return time;
}

export function countryAt(element: XmlElement | undefined, path: string, reading: SpsReading): string | undefined {
  const country = stated(element, path, reading)?.toUpperCase();
  const found = child(element, path);
  if (country === undefined || !found || /^[A-Z]{2}$/.test(country)) return country;
  const message = `"${country}" is no country code`;
  reading.doubts.push(doubt('VALUE', positionOf(found), message, 'Send the two letters of ISO 3166-1.'));
  return undefined;
}

const MASS_UNITS: readonly Mass['unit'][] = ['KGM', 'TNE', 'GRM', 'LBR'];

export function massAt(element: XmlElement, path: string, reading: SpsReading): Mass | undefined {
  const measure = child(element, path);
  const value = stated(element, path, reading);
  if (!measure || value === undefined) return undefined;
  const unit = MASS_UNITS.find(code => code === measure.attributes.unitCode);
  if (unit && /^\d+(\.\d+)?$/.test(value)) return { value, unit };
  const message = `"${value} ${measure.attributes.unitCode ?? ''}" is no mass`;
  reading.doubts.push(
    doubt('VALUE', positionOf(measure), message, 'Send a decimal with unitCode KGM, TNE, GRM or LBR.'),
  );
  return undefined;
}
