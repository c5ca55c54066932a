import type { ListSizes } from './condition-cost.ts';
import { type FieldPath, valuesAt } from './field-path.ts';
import type { RiskContext } from './risk-context.ts';

/** The longest list of a context at each path, counted once a path. A computed list is as long as the longest there is. */
export function listSizesOf(context: RiskContext): ListSizes {
  const known = new Map<FieldPath, number>();
  const longest = longestIn(context);
  const countAt = (path: FieldPath) => {
    const size = known.get(path) ?? Math.max(0, ...valuesAt(context, path).map(({ value }) => lengthOf(value)));
    known.set(path, size);
    return size;
  };
  return { longest, at: path => (path === undefined ? longest : countAt(path)) };
}

function longestIn(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  let longest = lengthOf(value);
  for (const member of Object.values(value)) longest = Math.max(longest, longestIn(member));
  return longest;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
