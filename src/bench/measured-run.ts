/** What one way of doing the same work took. */
export interface MeasuredRun {
  readonly seconds: number;
  /** Of this process's processor time, garbage collection included. */
  readonly processorSeconds: number;
  /** The highest resident memory above that at the beginning. */
  readonly peakMebibytes: number;
  /** Resident memory at each tenth of the run: it is flat or it is not. */
  readonly tenths: readonly number[];
}

const LOOK_EVERY_MS = 50;
const MEBIBYTE = 2 ** 20;

/** `progress` says how much of the work is done, from 0 to 1. */
export async function measuredRun(work: () => Promise<void>, progress: () => number): Promise<MeasuredRun> {
  const resident = () => Math.round(process.memoryUsage.rss() / MEBIBYTE);
  const before = resident();
  const tenths: number[] = [];
  let peak = before;
  const look = () => {
    peak = Math.max(peak, resident());
    if (progress() * 10 >= tenths.length + 1) tenths.push(resident());
  };
  const watch = setInterval(look, LOOK_EVERY_MS);
  const processor = process.cpuUsage();
  const started = performance.now();
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  look();
  return { seconds, processorSeconds: (user + system) / 1e6, peakMebibytes: peak - before, tenths };
}
