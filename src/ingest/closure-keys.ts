import type { KnownFact } from '../consignment/known-fact.ts';
import { statementReference } from '../store/fact-store.ts';

/** The keys by which facts hang together, as `scheme|value`, sorted out by how far each reaches. */
export interface ClosureKeys {
  /** Identify a consignment or a group of them, or the statement itself: whoever quotes one bears on whoever quotes it too. */
  readonly strong: readonly string[];
  /** Boxes and seals: one step to the other users of the same box. */
  readonly weak: readonly string[];
  /** Trains: the facts of the train itself. */
  readonly trains: readonly string[];
}

/** Schemes of papers. With the statement itself, these are followed to the end. */
const STRONG: ReadonlySet<string> = new Set([
  'BL',
  'RAIL_NOTE',
  'UCR_D',
  'UCR_M',
  'DECLARATION',
  'LRN',
  'BOOKING',
  'RAIL_BOOKING',
]);

export const FOLLOWED_SCHEMES: readonly string[] = ['STATEMENT', ...STRONG];

export function closureKeys(known: KnownFact): ClosureKeys {
  const keys = { strong: [statementReference(known)], weak: [] as string[], trains: [] as string[] };
  for (const { scheme, value } of known.fact.references) {
    const reach = STRONG.has(scheme)
      ? keys.strong
      : scheme === 'CONTAINER' || scheme === 'SEAL'
        ? keys.weak
        : scheme === 'TRAIN'
          ? keys.trains
          : undefined;
    reach?.push(`${scheme}|${value}`);
  }
  return keys;
}

/** Whether only the train can place the fact, among the consignments aboard. */
export function quotesTrainAlone(known: KnownFact): boolean {
  const { weak, trains } = closureKeys(known);
  return quotesNoPaper(known) && weak.length === 0 && trains.length > 0;
}

/** Whether only a box, seal or train can place the fact: it quotes no paper. */
export function quotesNoPaper(known: KnownFact): boolean {
  return !known.fact.references.some(each => STRONG.has(each.scheme));
}
