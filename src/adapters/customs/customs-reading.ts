import type { Mass, Money } from '../../messages/claims.ts';
import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, positionOf } from '../formats/xml-navigation.ts';

/** The reading of one fact: whose message it is, and the doubts found on the way. */
export interface Reading {
  readonly profile: MappingProfile;
  readonly issues: FeedIssue[];
  /** IANA zone in which the standard itself places its local times. */
  readonly placeZone?: string;
}

export function issueAt(
  element: XmlElement,
  severity: Severity,
  code: FeedIssueCode,
  message: string,
  remedy: string,
): FeedIssue {
  return { code, severity, position: positionOf(element), message, remedy };
}

export function doubt(reading: Reading, element: XmlElement, code: FeedIssueCode, message: string, remedy: string) {
  reading.issues.push(issueAt(element, 'WARNING', code, message, remedy));
}

/** The first element at `path` that holds a value which the sender does not use for "nothing". */
export function stated(reading: Reading, element: XmlElement | undefined, path: string): XmlElement | undefined {
  return children(element, path).find(({ text }) => !isNullValue(reading.profile, text));
}

export function valueAt(reading: Reading, element: XmlElement | undefined, path: string): string | undefined {
  return stated(reading, element, path)?.text;
}

/** The first of several places where the versions of a standard put one value. */
export function firstValue(reading: Reading, element: XmlElement | undefined, ...paths: string[]): string | undefined {
  for (const path of paths) {
    const value = valueAt(reading, element, path);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** WCO Data Model: a date and time is a DateTimeString with a formatCode (UN/EDIFACT 2379), or the bare text. */
export function timeAt(reading: Reading, element: XmlElement | undefined, path: string): TimeValue | undefined {
  const found = stated(reading, element, `${path}/DateTimeString`) ?? stated(reading, element, path);
  if (!found) return undefined;
  const { profile, placeZone } = reading;
  const hint = { ...(profile.timeZone && { profileZone: profile.timeZone }), ...(placeZone && { placeZone }) };
  const time = readTime(plainTime(found.text), hint);
  if (!time) {
    doubt(reading, found, 'VALUE', `"${found.text}" is not a date or time`, 'send ISO 8601 or UN/EDIFACT 2379 304');
    return undefined;
  }
  if (time.zoneSource === 'UNKNOWN' && time.precision !== 'DAY')
    doubt(reading, found, 'TIME_ZONE_UNKNOWN', `"${found.text}" has no time zone`, 'send the offset from UTC');
  return { ...time, raw: found.text };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Two spellings outside the lists of 2379: CDS prints some effective times as Java's `Date.toString()` in UTC; China Customs
 * ends CCYYMMDDHHMM with 086, its code for Beijing time.
 */
function plainTime(raw: string): string {
  const java = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}:\d{2}:\d{2}) (?:UTC|GMT) (\d{4})$/.exec(raw);
  if (java) {
    const month = String(MONTHS.indexOf(java[1] ?? '') + 1).padStart(2, '0');
    return `${java[4]}-${month}-${java[2]}T${java[3]}Z`;
  }
  return raw.replace(/^(\d{12})086$/, '$1+08:00');
}

export function countAt(reading: Reading, element: XmlElement | undefined, path: string): number | undefined {
  const found = stated(reading, element, path);
  if (!found) return undefined;
  if (/^\d{1,9}$/.test(found.text)) return Number(found.text);
  doubt(reading, found, 'VALUE', `"${found.text}" is not a whole number`, `send ${found.name} as digits`);
  return undefined;
}

export function decimalAt(reading: Reading, element: XmlElement | undefined, path: string): XmlElement | undefined {
  const found = stated(reading, element, path);
  if (!found || /^-?\d+(\.\d+)?$/.test(found.text)) return found;
  doubt(reading, found, 'VALUE', `"${found.text}" is not a decimal number`, `send ${found.name} as a decimal number`);
  return undefined;
}

/** Kilograms where no unit is stated: WCO DM 3 and China manifests measure gross and net mass in KGM. */
export function massAt(reading: Reading, element: XmlElement | undefined, path: string): Mass | undefined {
  const found = decimalAt(reading, element, path);
  if (!found) return undefined;
  const unit = found.attributes.unitCode ?? 'KGM';
  if (unit === 'KGM' || unit === 'TNE' || unit === 'GRM' || unit === 'LBR') return { value: found.text, unit };
  doubt(reading, found, 'CODE_UNKNOWN', `mass unit "${unit}" is not known`, 'send KGM or TNE (UN/ECE Rec 20)');
  return undefined;
}

export function moneyAt(reading: Reading, element: XmlElement | undefined, path: string): Money | undefined {
  const found = decimalAt(reading, element, path);
  const currency = found?.attributes.currencyID;
  if (!found) return undefined;
  if (currency !== undefined && /^[A-Z]{3}$/.test(currency)) return { amount: found.text, currency };
  doubt(reading, found, 'VALUE', `amount ${found.text} has no currency`, 'send currencyID (ISO 4217)');
  return undefined;
}

/** The sender's own code of a place, and the UN/LOCODE that its mapping gives for it. */
export function mappedUnLocode(
  reading: Reading,
  code: string,
): { readonly scheme: 'UNLOCODE'; readonly value: string }[] {
  const value = reading.profile.places[code];
  return value !== undefined && isUnLocode(value) ? [{ scheme: 'UNLOCODE', value }] : [];
}

/** An object without its absent members: a fact states what the message states and nothing else. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** A list that is left out where it is empty. */
export function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
