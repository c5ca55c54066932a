import { Worker } from 'node:worker_threads';

/** A thread that runs another file of the benchmarks. */
export function benchWorker(name: string, workerData: unknown): Worker {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new Worker(new URL(`./${name}${extension}`, import.meta.url), { workerData });
}
