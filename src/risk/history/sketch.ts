/** How often a value fell into each bucket: a distribution that can be added up over days, months and nodes. */
export type Sketch = ReadonlyMap<number, number>;

/** Eight buckets to a doubling: each is 9 % wide, so that a quantile is off by 4.5 % at most. */
const BUCKETS_AN_OCTAVE = 8;

export function bucketOf(value: number): number | undefined {
  if (!(value > 0) || !Number.isFinite(value)) return undefined;
  return Math.round(Math.log2(value) * BUCKETS_AN_OCTAVE);
}

export function valueOfBucket(bucket: number): number {
  return 2 ** (bucket / BUCKETS_AN_OCTAVE);
}

export function sketchSize(sketch: Sketch): number {
  let size = 0;
  for (const count of sketch.values()) size += count;
  return size;
}

/** The value below which the share `q` of what was seen lies; undefined of nothing. */
export function quantile(sketch: Sketch, q: number): number | undefined {
  const size = sketchSize(sketch);
  if (size <= 0) return undefined;
  let below = 0;
  let last: number | undefined;
  for (const [bucket, count] of [...sketch].sort(([a], [b]) => a - b)) {
    if (count <= 0) continue;
    last = bucket;
    below += count;
    if (below >= q * size) break;
  }
  return last === undefined ? undefined : valueOfBucket(last);
}

/** The share of what was seen that lies below a value; its own bucket counts half. */
export function percentileOf(sketch: Sketch, value: number): number | undefined {
  const size = sketchSize(sketch);
  const own = bucketOf(value);
  if (size <= 0 || own === undefined) return undefined;
  let below = 0;
  for (const [bucket, count] of sketch) below += bucket < own ? count : bucket === own ? count / 2 : 0;
  return below / size;
}

/** Standard deviation over mean; undefined of nothing. */
export function variation(sketch: Sketch): number | undefined {
  const size = sketchSize(sketch);
  if (size <= 0) return undefined;
  const entries = [...sketch].map(([bucket, count]) => [valueOfBucket(bucket), count] as const);
  const mean = entries.reduce((sum, [value, count]) => sum + value * count, 0) / size;
  const square = entries.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0) / size;
  return Math.sqrt(Math.max(0, square)) / mean;
}
