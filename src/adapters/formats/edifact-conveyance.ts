import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteConveyance } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { imoCheckDigitValid, isImoNumberShape } from '../../vocabulary/imo-number.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';

type Mode = ConveyanceClaim['mode'];

/** Recommendation 19 (element 8067). */
const MODES: Readonly<Record<string, Mode>> = codeTable({
  '1': 'SEA',
  '2': 'RAIL',
  '3': 'ROAD',
  '4': 'AIR',
  '8': 'INLAND_WATER',
});
/** Recommendation 28, as far as senders leave out the mode (element 8179): train, truck, barge, ship. */
const MEANS: Readonly<Record<string, Mode>> = codeTable({
  '25': 'RAIL',
  '31': 'ROAD',
  '32': 'ROAD',
  '8': 'INLAND_WATER',
  '13': 'SEA',
});
const MAIN_CARRIAGE = '20'; // 8051
const CALL_SIGN = '103'; // 1131
const IMO = '146';

/**
 * TDT+stage+journey+mode+means+carrier+++identity:list:agency:name. A ship is identified by call sign or IMO number; which of them it is,
 * real files get wrong. Undefined where not even the mode can be told.
 */
export function readConveyance(
  tdt: EdifactSegment,
  profile: MappingProfile,
  issues: FeedIssue[],
): ConveyanceClaim | undefined {
  const mode = MODES[tdt.element(3)] ?? MEANS[tdt.element(4)] ?? (tdt.element(1) === MAIN_CARRIAGE ? 'SEA' : undefined);
  if (mode === undefined) return undefined;
  const journey = tdt.element(2);
  const carrier = readCarrier(tdt, 5, profile) ?? profile.carrier;
  return {
    mode,
    ...(mode === 'SEA' || mode === 'INLAND_WATER' ? readVessel(tdt, profile, issues) : readPlate(tdt, profile)),
    ...(isNullValue(profile, journey) ? {} : { journey }),
    ...(carrier === undefined ? {} : { carrier }),
  };
}

/** The journey as linking may use it: a ship is never known by an IMO number whose check digit is wrong. */
export function quoteJourney(conveyance: ConveyanceClaim | undefined): Reference[] {
  if (!conveyance) return [];
  if (conveyance.mode === 'ROAD') return quote('VEHICLE', conveyance.plate);
  const { imo, ...rest } = conveyance;
  return quoteConveyance(imo !== undefined && imoCheckDigitValid(imo) ? conveyance : rest);
}

/** A carrier's code (SMDG, SCAC or by agreement), in the partner's mapping or as written. */
export function readCarrier(segment: EdifactSegment, i: number, profile: MappingProfile): string | undefined {
  const raw = segment.element(i);
  if (isNullValue(profile, raw)) return undefined;
  const mapped = profile.codes.carrier;
  return (mapped && Object.hasOwn(mapped, raw) ? mapped[raw] : undefined) ?? raw.toUpperCase();
}

function readVessel(
  tdt: EdifactSegment,
  profile: MappingProfile,
  issues: FeedIssue[],
): Pick<ConveyanceClaim, 'imo' | 'callSign' | 'name'> {
  const raw = isNullValue(profile, tdt.element(8)) ? '' : tdt.code(8);
  const list = tdt.component(8, 1);
  const isName = /\s/.test(raw) && list !== IMO && list !== CALL_SIGN;
  const name = tdt.component(8, 3) || (isName ? tdt.element(8) : '');
  return {
    ...(isName ? {} : readShipIdentity(tdt, raw, list, issues)),
    ...(isNullValue(profile, name) ? {} : { name }),
  };
}

function readShipIdentity(
  tdt: EdifactSegment,
  raw: string,
  list: string,
  issues: FeedIssue[],
): Pick<ConveyanceClaim, 'imo' | 'callSign'> {
  const value = raw.replace(/^IMO\s*(?=\d)/, '');
  if (value === '') return {};
  if (isImoNumberShape(value) && list !== CALL_SIGN) {
    if (!imoCheckDigitValid(value)) reportIdentity(tdt, `the check digit of IMO number ${value} is wrong`, issues);
    return { imo: value };
  }
  if (list === IMO) reportIdentity(tdt, `"${value}" is no IMO number; it is read as a call sign`, issues);
  return /^[A-Z0-9]{3,8}$/.test(value) ? { callSign: value } : {};
}

function reportIdentity(tdt: EdifactSegment, message: string, issues: FeedIssue[]): void {
  const remedy = "Send the ship's IMO number (list 146) or its call sign (list 103).";
  issues.push(segmentIssue(tdt, 'VALUE', 'WARNING', message, remedy));
}

function readPlate(tdt: EdifactSegment, profile: MappingProfile): Pick<ConveyanceClaim, 'plate' | 'name'> {
  const plate = tdt.code(8).replace(/\s+/g, '');
  const name = tdt.component(8, 3);
  return { ...(isNullValue(profile, plate) ? {} : { plate }), ...(isNullValue(profile, name) ? {} : { name }) };
}
