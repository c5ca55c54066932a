/** The lower bound of a share of which `hits` of `n` were seen, with 95 % confidence (Wilson 1927): few trials prove little. 0 of nothing. */
export function wilsonLowerBound(hits: number, n: number): number {
  if (n <= 0) return 0;
  const z = 1.959964;
  const share = hits / n;
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return Math.max(0, (share + (z * z) / (2 * n) - spread) / (1 + (z * z) / n));
}
