import type { BenchSuite } from './bench-suite.ts';

/** Every suite of `corridor bench`, one file each; loaded only when it is asked for. */
export const BENCH_SUITES: ReadonlyMap<string, () => Promise<BenchSuite>> = new Map<string, () => Promise<BenchSuite>>([
  ['chart', async () => (await import('./chart.ts')).chartBench],
  ['fanout', async () => (await import('./fanout.ts')).fanoutBench],
  ['lane', async () => (await import('./lane.ts')).laneBench],
  ['federation', async () => (await import('./federation.ts')).federationBench],
  ['growth', async () => (await import('./growth.ts')).growthBench],
  ['ingest', async () => (await import('./ingest.ts')).ingestBench],
  ['link', async () => (await import('./link.ts')).linkBench],
  ['link-quality', async () => (await import('./link-quality.ts')).linkQualityBench],
  ['policy', async () => (await import('./policy.ts')).policyBench],
  ['plans', async () => (await import('./plans.ts')).plansBench],
  ['read', async () => (await import('./read.ts')).readBench],
  ['reconnect', async () => (await import('./reconnect.ts')).reconnectBench],
  ['risk', async () => (await import('./risk.ts')).riskBench],
  ['start', async () => (await import('./start.ts')).startBench],
]);
