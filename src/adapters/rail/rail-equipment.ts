import type { EquipmentClaim } from '../../messages/claims.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import type { IssueList } from './issue-list.ts';
import { stated } from './stated.ts';

/** A number as the message writes it, with the place where it stands. */
export interface StatedNumber {
  readonly raw: string | undefined;
  readonly position: Position;
}

/** A container, kept and quoted even when its number is malformed or its check digit wrong (law 2.5). */
export function equipmentClaim(
  { raw, position }: StatedNumber,
  rest: Partial<EquipmentClaim>,
  profile: MappingProfile,
  issues: IssueList,
): EquipmentClaim[] {
  if (raw === undefined || isNullValue(profile, raw)) return [];
  const { number, wellFormed, checkDigitValid } = readContainerNumber(raw);
  if (!wellFormed)
    issues.doubt(
      'EQUIPMENT_FORMAT',
      position,
      `"${raw}" is not an ISO 6346 number`,
      'send owner, serial and check digit',
    );
  else if (!checkDigitValid)
    issues.doubt('CHECK_DIGIT', position, `the check digit of ${number} is wrong`, 'check the container number');
  return [{ number, seals: [], ...stated(rest) }];
}

/** UIC wagon numbers have 12 digits, those of the 1520 mm network 8 (OSJD-UIC leaflet 402 converts them). */
export function wagonNumber(
  { raw, position }: StatedNumber,
  profile: MappingProfile,
  issues: IssueList,
): string | undefined {
  if (raw === undefined || isNullValue(profile, raw)) return undefined;
  const number = bareWagonNumber(raw);
  if (!/^(\d{8}|\d{12})$/.test(number))
    issues.doubt('VALUE', position, `"${raw}" is not a wagon number`, 'send 12 digits (UIC) or 8 (1520 mm network)');
  return number;
}

export function bareWagonNumber(raw: string): string {
  return normaliseNumber(raw).replaceAll('-', '');
}

/** The containers that a goods line names; absent where it names none. */
export function boxNumbers(raws: readonly (string | undefined)[], profile: MappingProfile): string[] | undefined {
  const stands = raws.filter((raw): raw is string => raw !== undefined && !isNullValue(profile, raw));
  return stands.length === 0 ? undefined : stands.map(raw => readContainerNumber(raw).number);
}

/** One claim a container: a box that a message names twice, on a wagon and with its goods, is one box. */
export function mergeEquipment(claims: readonly EquipmentClaim[]): readonly EquipmentClaim[] {
  const byNumber = new Map<string, EquipmentClaim>();
  for (const claim of claims) {
    const known = byNumber.get(claim.number);
    byNumber.set(claim.number, known ? { ...claim, ...known, seals: mergeSeals(known, claim) } : claim);
  }
  return [...byNumber.values()];
}

function mergeSeals(a: EquipmentClaim, b: EquipmentClaim): EquipmentClaim['seals'] {
  return [...a.seals, ...b.seals.filter(seal => !a.seals.some(({ number }) => number === seal.number))];
}

export function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => value !== undefined))];
}
