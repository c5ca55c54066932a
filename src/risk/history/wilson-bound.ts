/** A share of which `hits` of `n` were seen, with the ends of its 95 % interval. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** Wilson 1927: few trials prove little. Of nothing nothing is known. */
export function wilsonInterval(hits: number, n: number): ShareInterval {
  if (n <= 0) return { low: 0, high: 1 };
  const share = hits / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const middle = share + (Z * Z) / (2 * n);
  const scale = 1 + (Z * Z) / n;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

export function wilsonLowerBound(hits: number, n: number): number {
  return wilsonInterval(hits, n).low;
}
