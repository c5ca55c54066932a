import type { SealActionEntry } from './consignment-slice.ts';
import { compareText } from './revision-order.ts';

/** What papers declare of a box's seals, against what was on it. */
export interface SealView {
  readonly best: SealActionEntry;
  readonly basis: 'ON_THE_BOX' | 'DECLARED';
  /** What was on the box, the latest first, then what papers declare. */
  readonly assertions: readonly SealActionEntry[];
  readonly conflict: boolean;
}

/**
 * What was seen last stands before any paper. A conflict is a number on the box that no paper names where papers name one: the wrong seal,
 * or one that was changed on the way. A box can carry several seals, so that two numbers are none by themselves.
 */
export function sealView(custody: readonly SealActionEntry[]): SealView | undefined {
  const latestFirst = [...custody].sort(
    (a, b) => compareText(b.at?.instant ?? '', a.at?.instant ?? '') || compareText(a.fact, b.fact),
  );
  const declared = latestFirst.filter(isDeclared);
  const seen = latestFirst.filter(each => !isDeclared(each));
  const [best] = [...seen, ...declared];
  if (!best) return undefined;
  const papers = new Set(declared.map(each => each.number));
  return {
    best,
    basis: seen.length > 0 ? 'ON_THE_BOX' : 'DECLARED',
    assertions: [...seen, ...declared],
    conflict: papers.size > 0 && seen.some(each => !papers.has(each.number)),
  };
}

function isDeclared({ action }: SealActionEntry): boolean {
  return action === 'DECLARED';
}
