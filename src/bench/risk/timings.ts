/** The median and the 99th percentile of what was measured, in milliseconds. */
export interface Timings {
  readonly p50: number;
  readonly p99: number;
}

export function timingsOf(milliseconds: readonly number[]): Timings {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

export async function timed(runs: number, work: (run: number) => unknown): Promise<readonly number[]> {
  const found: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work(run);
    found.push(performance.now() - started);
  }
  return found;
}

export function shown({ p50, p99 }: Timings): string {
  return `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
}
