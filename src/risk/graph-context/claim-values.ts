import type { Claims } from '../../consignment/claim.ts';
import type { Mass, Money, PlaceClaim } from '../../messages/claims.ts';
import type { TimeValue } from '../../messages/time-value.ts';

export function best<T>(claims: Claims<T> | undefined): T | undefined {
  return claims?.[0]?.value;
}

/** UN/ECE Recommendation 20; the pound is the international one. */
const KILOGRAMS: Readonly<Record<Mass['unit'], number>> = { KGM: 1, TNE: 1000, GRM: 0.001, LBR: 0.45359237 };

export function kilograms(mass: Mass | null | undefined): number | undefined {
  return mass ? Number(mass.value) * KILOGRAMS[mass.unit] : undefined;
}

/** No feed states exchange rates: an amount in another currency is not known in dollars. */
export function dollars(money: Money | null | undefined): number | undefined {
  return money?.currency === 'USD' ? Number(money.amount) : undefined;
}

/** The sum, or undefined as soon as one part is unknown or there is none. */
export function sumOf(values: readonly (number | undefined)[]): number | undefined {
  if (values.length === 0 || values.some(value => value === undefined)) return undefined;
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** A time whose zone nobody states is up to 14 hours off: no gap, overtime or order is concluded from it (law of times). */
export function instantOf(time: TimeValue | null | undefined): string | undefined {
  return time && time.zoneSource !== 'UNKNOWN' ? time.instant : undefined;
}

export function hoursBetween(from: string | undefined, to: string | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : (Date.parse(to) - Date.parse(from)) / 3_600_000;
}

export function unLocode(place: PlaceClaim | null | undefined): string | undefined {
  return place?.codes.find(code => code.scheme === 'UNLOCODE')?.value;
}

export function unique<T>(values: readonly (T | undefined)[]): readonly T[] {
  return [...new Set(values.filter((value): value is T => value !== undefined))];
}
