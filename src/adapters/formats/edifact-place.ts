import type { PlaceClaim, PlaceCode, PlaceScheme } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** Code lists (1131) of a place within a terminal, as senders name them by mutual agreement. */
const YARD_LISTS = new Set(['YRD', 'YARD', 'YD', 'STK', 'STACK', 'SLOT', 'BLK']);
/** Code lists (1131) that say: a terminal, berth or depot, not a port. */
const TERMINAL_LISTS = new Set(['TER', 'BER', 'STO', 'DEP', 'TERM', '72']);
const COUNTRY_LIST = '162';
const CUSTOMS_OFFICE_LIST = '113';
const SMDG = '306'; // 3055

/**
 * LOC+qualifier+place+related place+related place, each with code list (1131) and agency (3055). The place is a UN/LOCODE by list 139 or
 * agency 6; related places are its terminal, its yard position or its country.
 */
export function readPlace(loc: EdifactSegment, profile: MappingProfile, issues: FeedIssue[]): PlaceClaim | undefined {
  const codes = distinct([2, 3, 4].flatMap(i => codesOf(loc, i, profile, issues)));
  const name = loc.component(2, 3) || freeName(loc);
  const country = [3, 4]
    .map(i => loc.code(i))
    .find((code, i) => loc.code(i + 3, 1) === COUNTRY_LIST && isCountryCode(code));
  if (codes.length === 0 && name === '' && !country) return undefined;
  reportTwoPorts(loc, codes, issues);
  return { codes, ...(name === '' ? {} : { name }), ...(country ? { country } : {}) };
}

export function locQualifier(loc: EdifactSegment): string {
  return loc.code(1);
}

export function unLocodeOf(place: PlaceClaim | undefined): string | undefined {
  return place?.codes.find(({ scheme }) => scheme === 'UNLOCODE')?.value;
}

function codesOf(loc: EdifactSegment, i: number, profile: MappingProfile, issues: FeedIssue[]): readonly PlaceCode[] {
  const raw = loc.element(i);
  if (isNullValue(profile, raw) || loc.code(i, 1) === COUNTRY_LIST || (i === 2 && freeName(loc) !== '')) return [];
  const mapped = Object.hasOwn(profile.places, raw) ? profile.places[raw] : undefined;
  const scheme = schemeOf(loc, i);
  if (scheme === 'TERMINAL' && i === 2 && mapped === undefined) reportNoUnLocode(loc, issues);
  const code: PlaceCode = { scheme, value: scheme === 'UNLOCODE' ? raw.toUpperCase() : raw };
  return mapped === undefined ? [code] : [code, { scheme: 'UNLOCODE', value: mapped }];
}

function schemeOf(loc: EdifactSegment, i: number): PlaceScheme {
  const list = loc.code(i, 1);
  if (YARD_LISTS.has(list)) return 'YARD';
  if (loc.component(i, 2) === SMDG) return 'SMDG';
  if (list === CUSTOMS_OFFICE_LIST) return 'CUSTOMS_OFFICE';
  return !TERMINAL_LISTS.has(list) && isUnLocodeOfCountry(loc.code(i)) ? 'UNLOCODE' : 'TERMINAL';
}

function isUnLocodeOfCountry(code: string): boolean {
  return isUnLocode(code) && isCountryCode(code.slice(0, 2));
}

/** `LOC+165+Maher Terminals'`: a name in the place of a code. */
function freeName(loc: EdifactSegment): string {
  const raw = loc.element(2);
  return /\s/.test(raw) && loc.component(2, 1) === '' ? raw : '';
}

function reportNoUnLocode(loc: EdifactSegment, issues: FeedIssue[]): void {
  if (loc.component(2, 1) !== '139' && loc.component(2, 2) !== '6') return;
  const message = `"${loc.element(2).slice(0, 40)}" is no UN/LOCODE, as LOC+${locQualifier(loc)} says`;
  const remedy = 'Send a UN/LOCODE, e.g. CNQDG, or have the code mapped for this feed.';
  issues.push(segmentIssue(loc, 'VALUE', 'WARNING', message, remedy));
}

/** Two codes of one place that contradict each other are both kept: which of them is wrong, the message cannot say. */
function reportTwoPorts(loc: EdifactSegment, codes: readonly PlaceCode[], issues: FeedIssue[]): void {
  const [first, second] = codes.filter(({ scheme }) => scheme === 'UNLOCODE');
  if (!first || !second) return;
  const message = `${first.value} and ${second.value} are said of one place`;
  issues.push(segmentIssue(loc, 'LOCATION_MISMATCH', 'WARNING', message, 'Correct the code that is wrong.'));
}

function distinct(codes: readonly PlaceCode[]): readonly PlaceCode[] {
  return [...new Map(codes.map(code => [`${code.scheme}|${code.value}`, code])).values()];
}
