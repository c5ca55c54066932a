import type { Mass, Money, PlaceClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { childPointer, elementsAt, isJsonObject, type Located, stringAt, valueAt } from '../formats/json-pointer.ts';
import type { IssueList } from './issue-list.ts';
import { codeByShape, placeClaim } from './place-claim.ts';
import { timeAt } from './stated-time.ts';

/** A text, code or identifier of UN/CEFACT JSON: `{content}`, or a bare string where a sender leaves the wrapping out. */
export interface Content {
  readonly value: string;
  readonly position: Position;
  readonly agency?: string | undefined; // UNTDID 3055: 6 is UN/ECE
}

export function pointerPosition(pointer: string): Position {
  return { kind: 'POINTER', pointer };
}

/** The elements at `path`, whether the sender wrote a list or a single value. */
export function each(document: unknown, pointer: string, ...path: readonly string[]): readonly Located[] {
  return path.reduce<readonly Located[]>(
    (found, name) => found.flatMap(({ pointer: outer }) => listOrOne(document, childPointer(outer, name))),
    [{ pointer, value: valueAt(document, pointer) }],
  );
}

function listOrOne(document: unknown, pointer: string): readonly Located[] {
  const value = valueAt(document, pointer);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? elementsAt(document, pointer) : [{ pointer, value }];
}

export function contents(document: unknown, pointer: string, ...path: readonly string[]): readonly Content[] {
  return each(document, pointer, ...path).flatMap(({ pointer: at, value }) => {
    const text = isJsonObject(value) ? stringAt(value, '/content') : stringAt(document, at);
    const agency = stringAt(value, '/schemeAgencyId') ?? stringAt(value, '/listAgencyId');
    return text === undefined ? [] : [{ value: text, position: pointerPosition(at), agency }];
  });
}

export function content(document: unknown, pointer: string, ...path: readonly string[]): string | undefined {
  return contents(document, pointer, ...path)[0]?.value;
}

/** RFC 3339 (2020-12 library), or `{content, format}` with UNTDID 2379 format 102, 203 or 205 (CCYYMMDDHHMM+ZZZZ). */
export function cefactTime(
  document: unknown,
  pointer: string,
  path: readonly string[],
  zone: string | undefined,
  issues: IssueList,
): TimeValue | undefined {
  const [stamp] = contents(document, pointer, ...path);
  return stamp && timeAt(stamp.value, stamp.position, zone, issues);
}

const MASS_UNITS: readonly Mass['unit'][] = ['KGM', 'TNE', 'GRM', 'LBR'];

export function cefactMass(document: unknown, pointer: string, name: string): Mass | undefined {
  const [weight] = each(document, pointer, name);
  const value = stringAt(weight?.value, '/content');
  const unit = MASS_UNITS.find(known => known === stringAt(weight?.value, '/unitCode'));
  return value && unit && /^\d+(\.\d+)?$/.test(value) ? { value, unit } : undefined;
}

export function cefactMoney(document: unknown, pointer: string, name: string): Money | undefined {
  const [money] = each(document, pointer, name);
  const amount = stringAt(money?.value, '/content');
  const currency = stringAt(money?.value, '/currencyId');
  return amount && currency ? { amount, currency } : undefined;
}

/** logisticsLocationType: agency 6 gives UN/LOCODEs; what names no agency is told by its shape. */
export function cefactPlace(
  document: unknown,
  location: Located | undefined,
  profile: MappingProfile,
  issues: IssueList,
): PlaceClaim | undefined {
  if (!location) return undefined;
  const { pointer } = location;
  const ids = contents(document, pointer, 'id');
  const parts = {
    codes: ids.map(({ value, agency }) =>
      agency === '6' ? { scheme: 'UNLOCODE' as const, value } : codeByShape(value),
    ),
    name: content(document, pointer, 'name'),
    country: content(document, pointer, 'countryId'),
  };
  return placeClaim(parts, pointerPosition(pointer), profile, issues);
}
