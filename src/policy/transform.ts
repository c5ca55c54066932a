import type { Mass, Money } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Outcome } from './outcome.ts';

/** What kind of value a cell holds: it says which transforms are legal on it. */
export type ValueKind =
  | 'text'
  | 'code'
  | 'flag'
  | 'number'
  | 'decimal'
  | 'mass'
  | 'money'
  | 'time'
  | 'instant'
  | 'part';

export type Period = 'year' | 'month' | 'day' | 'hour';

export type Transform =
  | { readonly kind: 'clear' }
  | { readonly kind: 'mask'; readonly keep: number }
  | { readonly kind: 'hmac'; readonly key: string }
  | { readonly kind: 'band'; readonly bounds: readonly number[] }
  | { readonly kind: 'band'; readonly period: Period }
  | { readonly kind: 'withhold' };

export const CLEAR: Transform = { kind: 'clear' };

const OUTCOME_OF = { clear: 'CLEAR', mask: 'MASK', hmac: 'HMAC', band: 'BAND', withhold: 'WITHHELD' } as const;

export function outcomeOf({ kind }: Transform): Outcome {
  return OUTCOME_OF[kind];
}

const NUMERIC: readonly ValueKind[] = ['number', 'decimal', 'mass', 'money'];
const DATED: readonly ValueKind[] = ['time', 'instant'];

/** Law 4.5: band is legal on numbers, money, mass and dates, mask and hmac on text only. */
export function isLegal(transform: Transform, kind: ValueKind): boolean {
  if (transform.kind === 'mask' || transform.kind === 'hmac') return kind === 'text';
  if (transform.kind !== 'band') return true;
  return 'bounds' in transform ? NUMERIC.includes(kind) : DATED.includes(kind);
}

/** The keyed digest of a text: `key` is the name that the agreement gives. Made by the hub, whose keys a pure room does not hold. */
export type KeyedDigest = (key: string, text: string) => string;

/** The value as the reader gets it; undefined where nothing is left of it. */
export function transformed(value: unknown, kind: ValueKind, transform: Transform, digest: KeyedDigest): unknown {
  if (Array.isArray(value)) return value.map(each => transformed(each, kind, transform, digest));
  if (value === null || value === undefined) return value;
  switch (transform.kind) {
    case 'clear':
      return value;
    case 'withhold':
      return undefined;
    case 'mask':
      return masked(String(value), transform.keep);
    case 'hmac':
      return digest(transform.key, String(value));
    case 'band':
      return 'bounds' in transform
        ? bandOf(value, kind, transform.bounds)
        : lowerBoundOfPeriod(value, kind, transform.period);
  }
}

/** Always eight asterisks, so that the length tells nothing, then the characters that are kept. */
function masked(text: string, keep: number): string {
  return `********${keep > 0 ? text.slice(-keep) : ''}`;
}

function bandOf(value: unknown, kind: ValueKind, bounds: readonly number[]): unknown {
  switch (kind) {
    case 'number':
      return lowerBound(Number(value), bounds);
    case 'decimal':
      return textOf(lowerBound(Number(value), bounds));
    case 'mass': {
      const { value: figure, unit } = value as Mass;
      return { value: textOf(lowerBound(Number(figure), bounds)), unit };
    }
    case 'money': {
      const { amount, currency } = value as Money;
      return { amount: textOf(lowerBound(Number(amount), bounds)), currency };
    }
    default:
      return undefined;
  }
}

/** Below the lowest bound there is no band: nothing is told. */
function lowerBound(figure: number, bounds: readonly number[]): number | null {
  return bounds.filter(bound => bound <= figure).at(-1) ?? null;
}

function textOf(bound: number | null): string | null {
  return bound === null ? null : String(bound);
}

const DIGITS: Readonly<Record<Period, number>> = { year: 4, month: 7, day: 10, hour: 13 };
const REST = '0000-01-01T00:00:00.000Z';

function lowerBoundOfPeriod(value: unknown, kind: ValueKind, period: Period): unknown {
  const cut = (instant: string) => instant.slice(0, DIGITS[period]) + REST.slice(DIGITS[period]);
  if (kind === 'instant') return cut(String(value));
  const { instant, zoneSource } = value as TimeValue;
  const precision = period === 'hour' ? 'HOUR' : 'DAY';
  return { raw: cut(instant), instant: cut(instant), zoneSource, precision } satisfies TimeValue;
}
