import type { Mass } from '../messages/claims.ts';
import type { Claim, Claims } from './claim.ts';
import { massInKilograms } from './mass-in-kilograms.ts';

/** All that is claimed of one value, with how far the sources differ (law 2.8). */
export interface RivalClaims<T> {
  readonly best: Claim<T>;
  /** Best first, a source's further words too. */
  readonly assertions: Claims<T>;
  /** Between the smallest and the largest of the sources' best words; null where the value is no quantity, or none could be read. */
  readonly spread: number | null;
  readonly conflict: boolean;
  /** When it is a conflict, in words. */
  readonly conflictRule: string;
}

/** When two words on one value are a conflict. */
export interface Rivalry<T> {
  readonly measure: (value: T) => number | undefined;
  readonly areInConflict: (a: T, b: T) => boolean;
  readonly rule: string;
}

/** Over claims that are ranked already; undefined where nobody claims anything. A source contradicts others, not what it said otherwise itself. */
export function rivalClaims<T>(ranked: Claims<T>, rivalry: Rivalry<T>): RivalClaims<T> | undefined {
  const [best] = ranked;
  if (!best) return undefined;
  const words = bestOfEachSource(ranked);
  const conflict = words.some((a, i) => words.slice(i + 1).some(b => rivalry.areInConflict(a, b)));
  return { best, assertions: ranked, spread: spreadOf(words, rivalry), conflict, conflictRule: rivalry.rule };
}

function bestOfEachSource<T>(ranked: Claims<T>): T[] {
  const words = new Map<string, T>();
  for (const { origin, value } of ranked) if (!words.has(origin)) words.set(origin, value);
  return [...words.values()];
}

function spreadOf<T>(words: readonly T[], { measure }: Rivalry<T>): number | null {
  const measured = words.flatMap(word => measure(word) ?? []);
  if (measured.length === 0) return null;
  return Math.round((Math.max(...measured) - Math.min(...measured)) * 1000) / 1000;
}

/**
 * SOLAS VI/2 (resolution MSC.380(94)) has a packed container's gross mass verified and leaves to each state what difference it pursues
 * (MSC.1/Circ.1475). Where states allow one it is 5 % or 500 kg, whichever is the greater.
 */
export const BOX_MASS: Rivalry<Mass> = masses(
  (difference, heavier) => difference > 0.05 * heavier && difference > 500,
  'More than 5 % and more than 500 kg apart: what maritime authorities tolerate under SOLAS VI/2.',
);

/** A consignment's weight is a sum over its goods: rounded and repacked like that of split bills, which must agree within 1 %. */
export const TOTAL_MASS: Rivalry<Mass> = masses(
  (difference, heavier) => difference > 0.01 * heavier,
  'More than 1 % apart, as for the sums of split bills.',
);

/** Packages are counted. */
export const PACKAGE_COUNT: Rivalry<number> = {
  measure: count => count,
  areInConflict: (a, b) => a !== b,
  rule: 'Any difference.',
};

function masses(isTooFar: (difference: number, heavier: number) => boolean, rule: string): Rivalry<Mass> {
  const areInConflict = (one: Mass, other: Mass) => {
    const [a, b] = [massInKilograms(one), massInKilograms(other)];
    return a !== undefined && b !== undefined && isTooFar(Math.abs(a - b), Math.max(a, b));
  };
  return { measure: massInKilograms, areInConflict, rule };
}
