import type { PlaceClaim, PlaceCode } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import type { IssueList } from './issue-list.ts';
import { stated } from './stated.ts';

export interface PlaceParts {
  readonly codes: readonly PlaceCode[];
  readonly name?: string | undefined;
  readonly country?: string | undefined;
}

/** A place as stated, with the UN/LOCODE that the partner's mapping gives for one of its codes. */
export function placeClaim(
  { codes, name, country }: PlaceParts,
  position: Position,
  profile: MappingProfile,
  issues: IssueList,
): PlaceClaim | undefined {
  const known = codes.filter(code => isKnownShape(code, position, issues));
  const mapped = known.flatMap(({ value }) => unLocodeOf(value, profile));
  const all = [...known, ...mapped.filter(({ value }) => !known.some(code => code.value === value))];
  return all.length === 0 && name === undefined ? undefined : stated({ codes: all, name, country });
}

function unLocodeOf(value: string, profile: MappingProfile): PlaceCode[] {
  const unlocode = profile.places[value];
  return unlocode === undefined ? [] : [{ scheme: 'UNLOCODE', value: unlocode }];
}

function isKnownShape({ scheme, value }: PlaceCode, position: Position, issues: IssueList): boolean {
  if (scheme !== 'UNLOCODE' || isUnLocode(value)) return true;
  issues.doubt('VALUE', position, `"${value}" is not a UN/LOCODE`, 'send five characters: country and place');
  return false;
}

/** A location code whose list the message does not name: UN/LOCODE by its shape, else a station of the SMGS tariff (4 to 6 digits). */
export function codeByShape(value: string): PlaceCode {
  if (isUnLocode(value)) return { scheme: 'UNLOCODE', value };
  return { scheme: /^\d{4,6}$/.test(value) ? 'ESR' : 'TERMINAL', value };
}
