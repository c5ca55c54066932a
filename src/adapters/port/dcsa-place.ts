import type { PlaceClaim, PlaceCode } from '../../messages/claims.ts';
import type { Severity } from '../../messages/feed-issue.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import { type JsonReading, readText, report } from '../formats/json-reading.ts';

const UN_LOCODE_POINTERS = ['/UNLocationCode', '/location/UNLocationCode'] as const;

/**
 * A location of DCSA: of Track & Trace 2.2 (facilityCode), 3.0 (facility) or of the schedules (facilitySMDGCode), or a
 * transport call of 2.2, which is one and also holds one. What is no UN/LOCODE is kept as the sender's own code.
 */
export function readDcsaPlace(reading: JsonReading, severity: Severity = 'WARNING'): PlaceClaim | undefined {
  const codes = distinct([
    ...UN_LOCODE_POINTERS.flatMap(pointer => unLocodeAt(reading, pointer, severity)),
    ...facilityCodes(reading),
  ]);
  warnOfTwoPorts(reading, codes);
  const name = readText(reading, '/locationName', '/location/locationName', '/facility/facilityName', '/otherFacility');
  const country = readText(reading, '/address/countryCode', '/location/address/countryCode');
  if (codes.length === 0 && !name && !country) return undefined;
  return { codes, ...(name && { name }), ...(country && isCountryCode(country) && { country }) };
}

export function unLocodesOf(place: PlaceClaim | undefined): readonly string[] {
  return (place?.codes ?? []).filter(({ scheme }) => scheme === 'UNLOCODE').map(({ value }) => value);
}

/** An arrival or a departure at no place says nothing. */
export function refusePlaceless(reading: JsonReading, pointer: string, place: PlaceClaim | undefined): void {
  if (place) return;
  const message = 'an arrival or departure names no place';
  report(reading, pointer, 'STRUCTURE', message, 'Send the UN/LOCODE of the place.', 'ERROR');
}

/** Two codes of one place that contradict each other are both kept: which of them is wrong, the message cannot say. */
export function warnOfMismatch(reading: JsonReading, pointer: string, stated: string, against: string): void {
  const message = `${stated} and ${against} are said of one place`;
  report(reading, pointer, 'LOCATION_MISMATCH', message, 'Send one place: correct the code that is wrong.');
}

/** DCSA: a portVisitReference that ports give begins with their UN/LOCODE, e.g. NLAMS1234589; other forms say nothing. */
export function warnOfPortVisit(reading: JsonReading, pointer: string, place: PlaceClaim | undefined): void {
  const port = /^([A-Z]{5})\d/.exec(readText(reading, pointer) ?? '')?.[1];
  const stated = unLocodesOf(place);
  if (port && isCountryCode(port.slice(0, 2)) && stated[0] && !stated.includes(port)) {
    warnOfMismatch(reading, pointer, port, stated[0]);
  }
}

function unLocodeAt(reading: JsonReading, pointer: string, severity: Severity): readonly PlaceCode[] {
  const raw = readText(reading, pointer);
  if (raw === undefined) return [];
  const mapped = mappedPlace(reading, raw);
  if (mapped) return [{ scheme: 'UNLOCODE', value: mapped }, ownCode(raw)];
  const value = raw.toUpperCase();
  if (isUnLocode(value) && isCountryCode(value.slice(0, 2))) return [{ scheme: 'UNLOCODE', value }];
  const why = isUnLocode(value) ? `there is no country ${value.slice(0, 2)}` : 'it is not five characters of that form';
  const remedy = 'Send a UN/LOCODE, e.g. CNQDG, or have the code mapped for this feed.';
  report(reading, pointer, 'VALUE', `"${raw.slice(0, 40)}" is no UN/LOCODE: ${why}`, remedy, severity);
  return [ownCode(raw)];
}

function facilityCodes(reading: JsonReading): readonly PlaceCode[] {
  const smdg = readText(reading, '/facilitySMDGCode');
  const code = smdg ?? readText(reading, '/facilityCode', '/facility/facilityCode', '/location/facilityCode');
  if (code === undefined) return [];
  const provider = readText(
    reading,
    '/facilityCodeListProvider',
    '/facility/facilityCodeListProvider',
    '/location/facilityCodeListProvider',
  );
  const mapped = mappedPlace(reading, code);
  return [
    { scheme: smdg ? 'SMDG' : schemeOf(provider), value: code },
    ...(mapped ? [{ scheme: 'UNLOCODE', value: mapped } as const] : []),
  ];
}

function schemeOf(provider: string | undefined): PlaceCode['scheme'] {
  if (provider === 'SMDG') return 'SMDG';
  return provider === 'BIC' ? 'BIC_FACILITY' : 'TERMINAL';
}

function mappedPlace(reading: JsonReading, code: string): string | undefined {
  return Object.hasOwn(reading.profile.places, code) ? reading.profile.places[code] : undefined;
}

function ownCode(value: string): PlaceCode {
  return { scheme: 'TERMINAL', value };
}

function warnOfTwoPorts(reading: JsonReading, codes: readonly PlaceCode[]): void {
  const [first, second] = codes.filter(({ scheme }) => scheme === 'UNLOCODE');
  if (first && second) warnOfMismatch(reading, '', first.value, second.value);
}

function distinct(codes: readonly PlaceCode[]): readonly PlaceCode[] {
  const seen = new Set<string>();
  return codes.filter(({ scheme, value }) => {
    const key = `${scheme}|${value}`;
    return !seen.has(key) && seen.add(key);
  });
}
