export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** How far apart the furthest two lie, in hundredths of the median. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return middle > 0 ? ((Math.max(...values) - Math.min(...values)) / middle) * 100 : 0;
}
